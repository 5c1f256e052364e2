import { type Violation } from '../rules.js';
import { passwordOf } from './change-password.js';
import { type AccountState } from './state.js';

/**
 * Why the holder may do nothing now, whichever way they were authenticated: judged at every act, like reach (USR-07).
 * Changing the password and signing out stay open.
 */
export function barred(state: AccountState): Violation | undefined {
  if (state.state === 'living' && state.blocked !== undefined) return accountBlockedNow;
  return passwordOf(state)?.issued === true ? passwordFirst : undefined;
}

/** TOK-07: the service desk put it on, and lifts it. */
export const accountBlockedNow: Violation = {
  rule: 'TOK-07',
  message: 'This account is blocked; the service desk can lift that.',
};

/** PWD-06, PWD-10: an account whose password somebody else issued is good for nothing but changing it. */
const passwordFirst: Violation = { rule: 'PWD-06', message: 'Change your password first.' };
