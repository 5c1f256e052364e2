import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { type CommandName } from '#libs/access/matrix';
import { type BodyOf, CommandDesk } from '#libs/commands/command-desk';
import { type IssuedWith } from '#libs/commands/command-request';
import { answerCommand, type CommandAnswer } from './answer-command.js';
import { callerOf } from './caller.js';
import { type CommandHeaders, commandHeaders } from './request-headers.js';

/** A command as it came over HTTP: who calls, what its headers say, and where the answer goes. */
export interface PostedCommand {
  readonly caller: Caller;
  readonly headers: CommandHeaders;
  readonly response: Response;
}

/** For a parameter of an endpoint. @throws ProblemException when a header isn't right */
export const Posted = createParamDecorator((_data: unknown, context: ExecutionContext): PostedCommand => {
  const http = context.switchToHttp();
  return { caller: callerOf(context), headers: commandHeaders(context), response: http.getResponse() };
});

/** Issues what was posted and answers as its receipt says. */
@Injectable()
export class HttpDesk {
  constructor(private readonly desk: CommandDesk) {}

  /**
   * Before a file is read: whoever may never issue the command is refused, and that is recorded, whatever they sent.
   *
   * @throws ProblemException for the refusal
   */
  async requireMay(name: CommandName, { caller, headers, response }: PostedCommand): Promise<void> {
    const refused = await this.desk.refuseWhoMayNot(name, {
      ...headers,
      caller,
      origin: { channel: 'http' },
      body: {},
    });
    if (refused !== undefined) answerCommand(refused, response);
  }

  /**
   * @param more what goes beside the body, such as a secret that may not stand in a fingerprint
   * @throws ProblemException for a refusal
   */
  async issue<N extends CommandName>(
    name: N,
    { caller, headers, response }: PostedCommand,
    body: BodyOf<N>,
    more: IssuedWith = {},
  ): Promise<CommandAnswer> {
    const receipt = await this.desk.issue(name, {
      ...headers,
      ...more,
      caller,
      origin: { channel: 'http' },
      body,
    });
    return answerCommand(receipt, response);
  }
}
