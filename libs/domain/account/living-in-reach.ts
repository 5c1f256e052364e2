import { type Refusal, refused } from '../rules.js';
import { type Authority, outOfReach, reaches } from './authority.js';
import { type Account, type AccountState } from './state.js';

/** ADM-02, END-02: whether there is a living account that the authority reaches. */
export const livesInReach = (state: AccountState, authority: Authority): state is Account =>
  state.state === 'living' && reaches(authority, state.organisation);

/**
 * CNV-01, EHK-07, ACT-04: what administrators do for themselves as well takes no reach there: their authorisations may
 * all be elsewhere, or withdrawn.
 */
export const isOwnOrInReach = (
  state: AccountState,
  authority: Authority,
  account: string,
): state is Account =>
  state.state === 'living' &&
  (reaches(authority, state.organisation) ||
    (state.kind === 'administrator' && authority.kind === 'administrator' && authority.account === account));

/** What is said of an account that `livesInReach` says no of. That it has ended is told to whom it is in reach of. */
export const notLivingInReach = (state: AccountState, authority: Authority): Refusal =>
  state.state === 'ended' && reaches(authority, state.organisation)
    ? refused({
        rule: 'END-02',
        message: 'This account has ended; nothing can be changed about it any more.',
      })
    : refused(outOfReach);
