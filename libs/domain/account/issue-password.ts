import { event } from '../catalogue.js';
import { passwordGoodUntil } from '../policy/deadlines.js';
import { type Calendar } from '../policy/period.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused, type RuleId } from '../rules.js';
import { type Authority, outOfReach } from './authority.js';
import { type AccountEvent } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { type OnRequest, onRequestViolations, received } from './on-request.js';
import { passwordIssued, type PasswordWay } from './password-events.js';
import { type AccountState } from './state.js';

/** A temporary password that was just made; its secret comes from outside (PWD-06). */
export interface NewPassword {
  /** Id of its delivery. */
  readonly delivery: string;
  readonly password: string;
  /** Argon2id in PHC form. */
  readonly digest: string;
}

/** What issuing a password takes, besides the account. */
export interface PasswordIssue {
  readonly newPassword: NewPassword;
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** RFC 3339, UTC. */
  readonly now: string;
}

export interface IssuePassword extends PasswordIssue {
  readonly authority: Authority;
  readonly onRequest: OnRequest;
}

/** §2.4, PWD-10: an administrator who forgot their password gets a new one from the service desk by letter. */
export function issuePassword(command: IssuePassword, state: AccountState): Decision<AccountEvent> {
  const { authority, onRequest } = command;
  if (authority.kind !== 'service-desk') return refused(outOfReach);
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  if (state.kind === 'user')
    return refused({
      rule: 'PWD-10',
      message: 'A user’s password is reset by their administrator; no letter is sent.',
    });
  if (state.signInMethod !== 'token') return refused(noPasswordHere);
  const violations = onRequestViolations('new-password', authority, onRequest);
  if (violations.length > 0) return refused(...violations);
  return decided(...received(onRequest), passwordByLetter(command, 'PWD-10'));
}

/** PWD-09. */
export const noPasswordHere = {
  rule: 'PWD-09',
  message: 'This account signs in with eHerkenning; it has no password.',
} as const;

/**
 * The password is on its way to the letter; sessions that run end.
 *
 * @param rule why there is a letter: PWD-10, TOK-02, TOK-03 or ADM-08
 */
export const passwordByLetter = (issue: PasswordIssue, rule: RuleId): AccountEvent =>
  event(passwordIssued, { ...issued(issue, 'letter'), password: issue.newPassword.password }, rule);

/** What every issued password has: nothing in it can be read back. */
export const issued = <W extends PasswordWay>(
  { newPassword: { digest, delivery }, policy, calendar, now }: PasswordIssue,
  way: W,
) => ({ digest, delivery, way, goodUntil: passwordGoodUntil(now, policy, calendar) });
