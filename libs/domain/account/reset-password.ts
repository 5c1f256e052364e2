import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { type Authority, outOfReach } from './authority.js';
import { type AccountEvent } from './events.js';
import { issued, type PasswordIssue, noPasswordHere } from './issue-password.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { passwordIssued } from './password-events.js';
import { type AccountState } from './state.js';

export interface ResetPassword extends PasswordIssue {
  readonly authority: Authority;
  /** Id of the account whose password is reset. */
  readonly account: string;
}

/** §4.7, PWD-09, PWD-12: an administrator resets a user's password, however long ago they signed in. */
export function resetPassword(command: ResetPassword, state: AccountState): Decision<AccountEvent> {
  const { account, authority } = command;
  if (authority.kind !== 'administrator') return refused(outOfReach);
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  if (authority.account === account)
    return refused({
      rule: 'PWD-10',
      message:
        'Nobody resets their own password: change it, or ask the service desk for a new one by letter.',
    });
  if (state.kind === 'administrator')
    return refused({
      rule: 'ADM-10',
      message: 'A fellow administrator gets a new password from the service desk.',
    });
  if (state.signInMethod !== 'token') return refused(noPasswordHere);
  if (state.password === undefined)
    return refused({
      rule: 'TOK-02',
      message: 'There is nothing to reset yet: the first password goes to the user by letter.',
    });
  return decided<AccountEvent>(event(passwordIssued, issued(command, 'reset'), 'PWD-09'));
}
