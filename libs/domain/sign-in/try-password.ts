import { wrongCurrentPassword } from '../account/change-password.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused } from '../rules.js';
import { type SignInEvent } from './events.js';
import { failure } from './sign-in-with-token.js';
import { isLocked, type SignInState } from './state.js';

/** Somebody in a session gave a password as the current one. */
export interface TryPassword {
  readonly isRight: boolean;
  readonly policy: Policy;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** PWD-08, LOG-02: a wrong one counts as a failed sign-in does, and during a lock none is right: a session is no place to guess. */
export function tryPassword(attempt: TryPassword, state: SignInState): Decision<SignInEvent> {
  if (isLocked(state, attempt.now)) return refused(lockedNow);
  return attempt.isRight ? decided() : { events: failure(attempt, state), refused: [wrongCurrentPassword] };
}

const lockedNow = {
  rule: 'LOG-02',
  field: 'currentPassword',
  message: 'Too many wrong passwords were given; wait until it can be tried again.',
} as const;
