import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { CommandDesk } from '#libs/commands/command-desk';
import { type StartedSession } from '#libs/commands/sessions';
import { answerCommand } from '../http/answer-command.js';
import { AllowedBeforePasswordChange, From } from '../http/caller.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { type CommandHeaders, ForCommand } from '../http/request-headers.js';
import { ChangePasswordFields } from './change-password.fields.js';
import { PasswordChangedAnswer } from './password-changed-answer.js';
import { answerSession } from './session-answer.js';

const origin = { channel: 'http' } as const;

@ApiTags('sessions')
@Controller('session')
export class PasswordChangesController {
  constructor(private readonly desk: CommandDesk) {}

  @Post('password-changes')
  @HttpCode(200)
  @AllowedBeforePasswordChange()
  @ApiBody({ type: ChangePasswordFields })
  @CommandEndpoint({
    operationId: 'changePassword',
    summary: 'Change your password',
    description: withExample(
      'For who signed in here with a token (§2.2), when they must (PWD-06, PWD-07) or want to (PWD-08). All that is wrong with the new one is told together. A wrong current password counts as a failed sign-in. All sessions end; you go on in the one that is answered, which has a new token and cookie. Rules PWD-01 to PWD-08, PWD-11, LOG-02.',
      'changePassword',
    ),
    answer: PasswordChangedAnswer,
  })
  async change(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PasswordChangedAnswer> {
    const { currentPassword: current, newPassword: next } = readInput(ChangePasswordFields, body);
    let session: StartedSession | undefined;
    const receipt = await this.desk.issue('change-password', {
      ...headers,
      caller,
      origin,
      body: { account: caller.id },
      passwords: { current, next },
      onSession: (started) => (session = started),
    });
    const answer = answerCommand(receipt, response);
    return session === undefined ? answer : { ...answer, session: answerSession(session, response) };
  }
}
