import { type PolicyValues } from '../policy/policy-values.js';
import { failure } from './sign-in-with-token.js';
import { evolveSignIn, isLocked, noSignIn, type SignInState } from './state.js';

/** A failed attempt, as it was recorded. Moments: RFC 3339, UTC. */
export interface PastFailure {
  readonly at: string;
  /** The last time before it that somebody signed in; absent where nobody ever had. */
  readonly lastSuccessAt?: string;
}

/** From this failure on nobody could have signed in by token, until a moment. */
export interface PastLock<F extends PastFailure> {
  readonly failure: F;
  readonly until: string;
}

export type LockPolicy = Pick<PolicyValues, 'signIn.failuresBeforeLock' | 'signIn.lockedFor'>;

/**
 * LOG-02: which locks there would have been, had these numbers held all the time. What would have fallen within such a
 * lock is not counted, as it wouldn't have been. What was tried while there really was a lock is not in history; with
 * a higher number it can't be counted.
 *
 * @param failures of one account, all of them, oldest first
 */
export function replayFailures<F extends PastFailure>(
  failures: readonly F[],
  policy: LockPolicy,
): readonly PastLock<F>[] {
  const locks: PastLock<F>[] = [];
  let state: SignInState = noSignIn;
  let success: string | undefined;
  for (const failed of failures) {
    const { at, lastSuccessAt } = failed;
    if (lastSuccessAt !== undefined && lastSuccessAt !== success && !isLocked(state, lastSuccessAt))
      state = noSignIn;
    success = lastSuccessAt;
    if (isLocked(state, at)) continue;
    for (const happened of failure({ policy, now: at }, state)) {
      state = evolveSignIn(state, happened);
      if (happened.type === 'signin.locked')
        locks.push({ failure: failed, until: happened.data.lockedUntil });
    }
  }
  return locks;
}
