import { event } from '../catalogue.js';
import { passwordGoodUntil } from '../policy/deadlines.js';
import { type Calendar } from '../policy/period.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused, type RuleId } from '../rules.js';
import { type AccountEvent } from './events.js';
import { passwordChanged } from './password-events.js';
import { passwordViolations, type ProposedPassword } from './password-rules.js';
import { type AccountState, type Password } from './state.js';

export interface ChangePassword {
  /** PWD-08: whether the current password was given. */
  readonly currentIsRight: boolean;
  readonly proposed: ProposedPassword;
  /** Of the proposed password: argon2id in PHC form. */
  readonly digest: string;
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** §2.2: the holder changes their password, because they must (PWD-06, PWD-07) or want to (PWD-08). */
export function changePassword(command: ChangePassword, state: AccountState): Decision<AccountEvent> {
  const { currentIsRight, proposed, digest, policy, calendar, now } = command;
  const password = passwordOf(state);
  if (password === undefined)
    return refused({ rule: 'PWD-08', message: 'There is no password to change here.' });
  // Alone: what is said of the new password could tell somebody else what the current one is.
  if (!currentIsRight) return refused(wrongCurrentPassword);
  const violations = passwordViolations(proposed, policy);
  if (violations.length > 0) return refused(...violations);
  const goodUntil = passwordGoodUntil(now, policy, calendar);
  return decided<AccountEvent>(event(passwordChanged, { digest, goodUntil }, reasonFor(password, now)));
}

/** What the account signs in with, besides its generator; `undefined` where it doesn't. */
export const passwordOf = (state: AccountState): Password | undefined =>
  state.state === 'living' && state.signInMethod === 'token' ? state.password : undefined;

/** PWD-08. */
export const wrongCurrentPassword = {
  rule: 'PWD-08',
  field: 'currentPassword',
  message: 'This is not your current password.',
} as const;

const reasonFor = ({ issued, goodUntil }: Password, now: string): RuleId => {
  if (issued) return 'PWD-06';
  return now < goodUntil ? 'PWD-08' : 'PWD-07';
};
