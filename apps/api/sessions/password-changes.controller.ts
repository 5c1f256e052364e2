import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type StartedSession } from '#libs/commands/sessions';
import { AllowedBeforePasswordChange } from '../http/caller.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { ChangePasswordFields } from './change-password.fields.js';
import { PasswordChangedAnswer } from './password-changed-answer.js';
import { answerSession } from './session-answer.js';

@ApiTags('sessions')
@Controller('session')
export class PasswordChangesController {
  constructor(private readonly desk: HttpDesk) {}

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
  async change(@Posted() call: PostedCommand, @Body() body: unknown): Promise<PasswordChangedAnswer> {
    const { currentPassword: current, newPassword: next } = readInput(ChangePasswordFields, body);
    let session: StartedSession | undefined;
    const answer = await this.desk.issue(
      'change-password',
      call,
      { account: call.caller.id },
      { passwords: { current, next }, onSession: (started) => (session = started) },
    );
    return session === undefined ? answer : { ...answer, session: answerSession(session, call.response) };
  }
}
