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
import { accountId, AccountId } from './accounts.controller.js';
import { NoFields } from './decouple-means.fields.js';

const origin = { channel: 'http' } as const;

@ApiTags('accounts')
@Controller('accounts/:id')
export class PasswordsController {
  constructor(private readonly desk: CommandDesk) {}

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
