import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { CommandDesk } from '#libs/commands/command-desk';
import { answerCommand, type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { requireNoFields } from '../http/read-input.js';
import { type CommandHeaders, ForCommand } from '../http/request-headers.js';
import { accountId, AccountId } from './account-id.js';
import { NoFields } from './decouple-means.fields.js';
import { ResetPasswordAnswer } from './reset-password-answer.js';

const origin = { channel: 'http' } as const;

@ApiTags('accounts')
@Controller('accounts/:id')
export class PasswordsController {
  constructor(private readonly desk: CommandDesk) {}

  @Post('password-resets')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'resetPassword',
    summary: 'Give a user a temporary password, shown once',
    description: withExample(
      'For administrators, of users within their reach who sign in with a token (§4.7), however long ago they did. The user must change it right after signing in with it; sessions end. Rules PWD-06, PWD-09, PWD-12, ADM-10.',
      'resetPassword',
    ),
    ofAccount: true,
    answer: ResetPasswordAnswer,
  })
  async reset(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ResetPasswordAnswer> {
    requireNoFields(body);
    let temporaryPassword: string | undefined;
    const receipt = await this.desk.issue('reset-password', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id) },
      onSecret: (secret) => (temporaryPassword = secret),
    });
    const answer = answerCommand(receipt, response);
    return temporaryPassword === undefined
      ? { ...answer, shown: 'before' }
      : { ...answer, shown: 'now', temporaryPassword };
  }

  @Post('password-letters')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'issuePassword',
    summary: 'Send an administrator a new password by letter',
    description: withExample(
      'For the service desk, for an administrator who forgot theirs (§2.4). It must be changed right after signing in with it. Rules PWD-06, PWD-09, PWD-10.',
      'issuePassword',
    ),
    ofAccount: true,
  })
  async byLetter(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    const receipt = await this.desk.issue('issue-password', {
      ...headers,
      caller,
      origin,
      body: { account: accountId(id) },
    });
    return answerCommand(receipt, response);
  }
}
