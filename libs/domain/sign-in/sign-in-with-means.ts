import { hasLapsed, lapseOf } from '../account/lapse-coupling.js';
import { type Account, type AccountState } from '../account/state.js';
import { event } from '../catalogue.js';
import { counts, doesNotCount, type Means } from '../means/means.js';
import { couplingLapsesAt } from '../policy/deadlines.js';
import { type Calendar } from '../policy/period.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused } from '../rules.js';
import { type SignInEvent, signInSucceeded } from './events.js';
import { type SignInState } from './state.js';

export interface SignInWithMeans {
  readonly means: Means;
  /** Whether a session has started with this statement before: each one is for one session. */
  readonly statementWasUsed: boolean;
  /** The account that the means is coupled to, as it is now. */
  readonly account: AccountState;
  /** Id of the session that starts. */
  readonly session: string;
  readonly policy: Policy;
  readonly calendar: Calendar;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** §3.3, LOG-04. A lock after wrong passwords is about the token (LOG-02) and doesn't stop a means. */
export function signInWithMeans(
  { means, statementWasUsed, account, session, policy, calendar, now }: SignInWithMeans,
  state: SignInState,
): Decision<SignInEvent> {
  if (!counts(means, policy))
    return refused({
      rule: 'LOG-04',
      field: 'meansStatement',
      message: doesNotCount(policy),
    });
  if (statementWasUsed)
    return refused({
      rule: 'LOG-04',
      field: 'meansStatement',
      message: 'A session has started with this statement already; sign in with the means again.',
    });
  if (lapseOf(account, state.couplingLapsesAt, now)?.means === means.key) return refused(hasLapsed);
  if (!isCoupledTo(account, means)) return refused(notCoupled);
  if (account.blocked !== undefined)
    return refused({ rule: 'LOG-04', message: 'This account is blocked; the service desk can lift that.' });
  const { lockedUntil: _over, ...kept } = state;
  return decided(
    event(
      signInSucceeded,
      {
        ...kept,
        method: 'eherkenning',
        session,
        failures: 0,
        lastSuccessAt: now,
        couplingLapsesAt: couplingLapsesAt(now, policy, calendar),
      },
      'LOG-04',
    ),
  );
}

const isCoupledTo = (state: AccountState, { key }: Means): state is Account =>
  state.state === 'living' && state.coupling.state === 'coupled' && state.coupling.means === key;

/** EHK-08: whether signing in couples the previous means again first. */
export const couplesAgain = (state: AccountState, { key }: Means): boolean =>
  state.state === 'living' &&
  state.blocked === undefined &&
  state.coupling.state === 'decoupled' &&
  state.coupling.previousMeans === key;

export const notCoupled = {
  rule: 'LOG-04',
  message: 'No account is coupled to this means; couple it with a username and an activation code first.',
} as const;
