import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type Authority } from './authority.js';
import { type AccountEvent, usernameLetterPrinted } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { type OnRequest, onRequestViolations, received } from './on-request.js';
import { type AccountState } from './state.js';

export interface PrintUsernameLetter {
  readonly authority: Authority;
  readonly onRequest: OnRequest;
}

/** §4.3, USR-09: the letter with the username is printed; each print is recorded. */
export function printUsernameLetter(
  { authority, onRequest }: PrintUsernameLetter,
  state: AccountState,
): Decision<AccountEvent> {
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  if (state.kind === 'user' && authority.kind !== 'administrator')
    return refused({
      rule: 'USR-09',
      message: 'A user’s username letter is printed by their administrator.',
    });
  if (state.kind === 'administrator' && authority.kind !== 'service-desk')
    return refused({
      rule: 'USR-09',
      message: 'An administrator’s username letter is printed by the service desk.',
    });
  if (state.coupling.state === 'coupled') return refused(usernameNotNeeded);
  const violations = onRequestViolations('username-letter', authority, onRequest);
  if (violations.length > 0) return refused(...violations);
  return decided<AccountEvent>(...received(onRequest), event(usernameLetterPrinted, {}, 'USR-09'));
}

export const usernameNotNeeded: Violation = {
  rule: 'USR-09',
  message: 'A means is coupled; the username is no longer needed and its letter can’t be printed.',
};
