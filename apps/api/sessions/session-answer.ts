import { ApiProperty } from '@nestjs/swagger';
import { type Response } from 'express';
import { type CallerSession } from '#libs/access/caller';
import { type StartedSession } from '#libs/commands/sessions';
import { type SignInOutcome } from '#libs/commands/sign-in-desk';
import { type SignInMethod, signInMethods } from '#libs/domain/account/holder-fields';
import { refusal } from '../http/answer-command.js';
import { type ChangeRule, ruleOf } from './password-change-rule.js';
import { setSessionCookie } from './session-cookie.js';

class SessionKenmerk {
  @ApiProperty({ example: 'BRIN' })
  readonly type!: string;
  @ApiProperty({ example: '99KG' })
  readonly value!: string;
}

class SessionRoleAnswer {
  @ApiProperty({ example: 'medewerker-bekostiging' })
  readonly role!: string;
  @ApiProperty({ type: [SessionKenmerk] })
  readonly kenmerken!: readonly SessionKenmerk[];
}

/** What a session may do and see: fixed when it started (USR-07, LOG-06). */
export class SessionAnswer {
  @ApiProperty({ description: 'Id of the account.', example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly account!: string;
  @ApiProperty({ enum: signInMethods, example: 'eherkenning' })
  readonly method!: SignInMethod;
  @ApiProperty({
    description: 'Then it is over by itself (LOG-05).',
    example: '2026-11-23T11:00:00.000Z',
    format: 'date-time',
  })
  readonly expiresAt!: string;
  @ApiProperty({ type: [SessionRoleAnswer], description: 'Roles with their kenmerken, as they were then.' })
  readonly roles!: readonly SessionRoleAnswer[];
}

/** A session that has just started. */
export class SignedInAnswer extends SessionAnswer {
  @ApiProperty({
    description: 'For programs: send it as bearer token. Shown here only; browsers get it as a cookie.',
    example: '0195e6a0-0000-7000-8000-000000000009.3q2-7wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  })
  readonly sessionToken!: string;
  @ApiProperty({
    required: false,
    enum: ['PWD-06', 'PWD-07'],
    description: 'The rule by which the password must be changed before anything else.',
  })
  readonly mustChangePassword?: ChangeRule;
}

export const shownSession = (
  account: string,
  { method, expiresAt, roles }: Omit<CallerSession, 'id'>,
): SessionAnswer => ({ account, method, expiresAt, roles });

/** The session's token, for programs in the body, for people as a cookie. */
export function answerSession(session: StartedSession, response: Response): SignedInAnswer {
  const { account, token, expiresAt, mustChangePassword } = session;
  setSessionCookie(response, token, expiresAt);
  return {
    ...shownSession(account, session),
    sessionToken: token,
    ...(mustChangePassword === undefined ? {} : { mustChangePassword: ruleOf(mustChangePassword) }),
  };
}

/** @throws ProblemException for a refusal */
export function answerSignIn(outcome: SignInOutcome, response: Response): SignedInAnswer {
  if (outcome.outcome === 'refused') throw refusal(outcome);
  return answerSession(outcome.session, response);
}
