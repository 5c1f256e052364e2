import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { requireNoFields } from '../http/read-input.js';
import { accountId, AccountId } from './account-id.js';
import { OnRequestFields, requestIn } from './desk-request.fields.js';
import { NoFields } from '../http/no-fields.js';
import { ResetPasswordAnswer } from './reset-password-answer.js';

@ApiTags('accounts')
@Controller('accounts/:id')
export class PasswordsController {
  constructor(private readonly desk: HttpDesk) {}

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
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ResetPasswordAnswer> {
    requireNoFields(body);
    let temporaryPassword: string | undefined;
    const answer = await this.desk.issue(
      'reset-password',
      call,
      { account: accountId(id) },
      { onSecret: (secret) => (temporaryPassword = secret) },
    );
    return temporaryPassword === undefined
      ? { ...answer, shown: 'before' }
      : { ...answer, shown: 'now', temporaryPassword };
  }

  @Post('password-letters')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: OnRequestFields })
  @CommandEndpoint({
    operationId: 'issuePassword',
    summary: 'Send an administrator a new password by letter',
    description: withExample(
      'For the service desk, for an administrator who forgot theirs (§2.4). It must be changed right after signing in with it. Rules PWD-06, PWD-09, PWD-10, ADM-12.',
      'issuePassword',
    ),
    ofAccount: true,
  })
  async byLetter(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    return this.desk.issue('issue-password', call, { account: accountId(id), ...requestIn(body) });
  }
}
