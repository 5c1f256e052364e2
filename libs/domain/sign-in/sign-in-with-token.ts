import { event } from '../catalogue.js';
import { lockedUntil } from '../policy/deadlines.js';
import { type PolicyValues } from '../policy/policy-values.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, type Violation } from '../rules.js';
import { type SignInEvent, signInFailed, signInLocked, signInSucceeded } from './events.js';
import { type AcceptedCode, isLocked, isUnused, type SignInState } from './state.js';

/** One attempt, after password and one-time code were compared, once (architecture 3). */
export interface SignInWithToken {
  readonly passwordIsRight: boolean;
  /** What the one-time code is of; absent where it is wrong. */
  readonly code?: AcceptedCode;
  /** Id of the session that starts. */
  readonly session: string;
  readonly policy: Policy;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** LOG-01: one answer, whatever was wrong: username, password, code, or the account. */
export const notSignedIn: Violation = {
  rule: 'LOG-01',
  message: 'Username, password and one-time code are not right, or signing in is not possible now.',
};

/** §2.1. During a lock an attempt is refused and not counted (LOG-02); else a wrong one counts. */
export function signInWithToken(attempt: SignInWithToken, state: SignInState): Decision<SignInEvent> {
  const { passwordIsRight, code, session, now } = attempt;
  if (isLocked(state, now)) return { events: [], refused: [notSignedIn] };
  if (!passwordIsRight || code === undefined || !isUnused(code, state))
    return { events: failure(attempt, state), refused: [notSignedIn] };
  return decided(
    event(signInSucceeded, { method: 'token', session, failures: 0, ...code, lastSuccessAt: now }, 'LOG-01'),
  );
}

/** What a failure is judged by. */
interface FailedAttempt {
  readonly policy: Pick<PolicyValues, 'signIn.failuresBeforeLock' | 'signIn.lockedFor'>;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** LOG-02: after a lock the count starts anew. */
export function failure({ policy, now }: FailedAttempt, state: SignInState): readonly SignInEvent[] {
  const { lockedUntil: over, failures: before, ...kept } = state;
  const failures = (over === undefined ? before : 0) + 1;
  const failed = event(signInFailed, { ...kept, failures }, 'LOG-02');
  if (failures < policy['signIn.failuresBeforeLock']) return [failed];
  const locked = { ...kept, failures, lockedUntil: lockedUntil(now, policy) };
  return [failed, event(signInLocked, locked, 'LOG-02')];
}
