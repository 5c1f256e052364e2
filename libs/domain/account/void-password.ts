import { event } from '../catalogue.js';
import { type LetterVoidReason } from '../letter/events.js';
import { decided, type Decision } from '../rules.js';
import { type AccountEvent } from './events.js';
import { passwordOf } from './change-password.js';
import { passwordVoided, type PasswordVoidReason, passwordVoidReasons } from './password-events.js';
import { type AccountState } from './state.js';

export interface VoidPassword {
  /** Id of its delivery. */
  readonly delivery: string;
  readonly reason: PasswordVoidReason;
}

/** PWD-06: a password whose letter did not reach its holder is no password any more. What they chose since stays. */
export function voidPassword(command: VoidPassword, state: AccountState): Decision<AccountEvent> {
  const password = passwordOf(state);
  return password?.delivery !== command.delivery || password.void === true
    ? decided()
    : decided<AccountEvent>(event(passwordVoided, command, 'PWD-06'));
}

/** Whether a letter that became void for this reason leaves its password in nobody's hands, or in anybody's. */
export const voidsPassword = (reason: LetterVoidReason): reason is PasswordVoidReason =>
  (passwordVoidReasons as readonly string[]).includes(reason);
