import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { CommandDesk } from '#libs/commands/command-desk';
import { ShowUsernameLetter } from '#libs/queries/show-username-letter';
import { answerCommand } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { requireNoFields } from '../http/read-input.js';
import { type CommandHeaders, ForCommand } from '../http/request-headers.js';
import { AccountId, accountId } from './account-id.js';
import { NoFields } from './decouple-means.fields.js';
import { UsernameLetterAnswer } from './username-letter-answer.js';

const origin = { channel: 'http' } as const;

@ApiTags('accounts')
@Controller('accounts/:id')
export class UsernameLettersController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly queries: QueryBus,
  ) {}

  @Post('username-letters')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'printUsernameLetter',
    summary: 'Print the letter with the username',
    description: withExample(
      'For administrators (of users) and the service desk (of administrators), while no means is coupled (§4.3). Each print is recorded. Rule USR-09.',
      'printUsernameLetter',
    ),
    ofAccount: true,
    answer: UsernameLetterAnswer,
  })
  async printUsernameLetter(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<UsernameLetterAnswer> {
    requireNoFields(body);
    const account = accountId(id);
    const receipt = await this.desk.issue('print-username-letter', {
      ...headers,
      caller,
      origin,
      body: { account },
    });
    const answer = answerCommand(receipt, response);
    const print = new ShowUsernameLetter(caller, account, answer.revision);
    return { ...answer, letter: await this.queries.execute<ShowUsernameLetter, string>(print) };
  }
}
