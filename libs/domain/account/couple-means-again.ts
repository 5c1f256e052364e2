import { event } from '../catalogue.js';
import { counts, doesNotCount, type Means } from '../means/means.js';
import { couplingLapsesAt } from '../policy/deadlines.js';
import { type Calendar } from '../policy/period.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused } from '../rules.js';
import { activationCodeVoided } from './activation-code-events.js';
import { accountBlockedNow } from './barred.js';
import { meansCoupledAgain, previousMeansReleased } from './coupling-events.js';
import { type AccountEvent } from './events.js';
import { hasLapsed, lapseOf } from './lapse-coupling.js';
import { type AccountState, isValid } from './state.js';

export interface CoupleMeansAgain {
  readonly means: Means;
  /** Pseudonym of the statement that proved it. */
  readonly statement: string;
  /** Whether a session started with that statement, or it coupled before. */
  readonly statementWasUsed: boolean;
  /** EHK-05: what the last sign-in says; absent where there was none. */
  readonly signInLapsesAt?: string;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly now: string;
}

/** EHK-08: signing in with the previous means couples it again, without a code, and voids the mailed one. */
export function coupleMeansAgain(
  { means, statement, statementWasUsed, signInLapsesAt, policy, calendar, now }: CoupleMeansAgain,
  state: AccountState,
): Decision<AccountEvent> {
  if (!counts(means, policy))
    return refused({
      rule: 'EHK-01',
      field: 'meansStatement',
      message: doesNotCount(policy),
    });
  if (state.state !== 'living') return refused(notThisMeans);
  if (lapseOf(state, signInLapsesAt, now)?.means === means.key) return refused(hasLapsed);
  if (state.coupling.state === 'coupled' && state.coupling.means === means.key) return decided();
  if (state.coupling.state !== 'decoupled' || state.coupling.previousMeans !== means.key)
    return refused(notThisMeans);
  if (state.blocked !== undefined) return refused(accountBlockedNow);
  if (statementWasUsed) return refused(statementUsed);
  const code = state.activationCode;
  return decided<AccountEvent>(
    event(
      meansCoupledAgain,
      {
        means: means.key,
        level: means.level,
        lapsesAt: couplingLapsesAt(now, policy, calendar),
        statement,
      },
      'EHK-08',
    ),
    ...(isValid(code, now)
      ? [event(activationCodeVoided, { codeId: code.id, reason: 'coupled' }, 'EHK-08')]
      : []),
  );
}

export const notThisMeans = {
  rule: 'EHK-08',
  message:
    'No account can be coupled again with this means; couple it with a username and an activation code.',
} as const;

/** Whoever got hold of one that was used couples nothing with it after a decoupling. */
const statementUsed = {
  rule: 'EHK-08',
  field: 'meansStatement',
  message: 'This statement was used already; sign in with the means again.',
} as const;

/** EHK-08: the account loses the right to couple its previous means again, for another account couples it. */
export const releasePreviousMeans = (
  meansKey: string,
  reservation: string,
  state: AccountState,
): Decision<AccountEvent> =>
  state.state === 'living' &&
  state.coupling.state === 'decoupled' &&
  state.coupling.previousMeans === meansKey
    ? decided<AccountEvent>(event(previousMeansReleased, { means: meansKey, reservation }, 'EHK-08'))
    : decided();
