import { decided, type Decision } from '../rules.js';
import { ending } from './end-account.js';
import { type AccountEvent } from './events.js';
import { turnedDown } from './reject-administrator.js';
import { type AccountState } from './state.js';

/**
 * ORG-05: the account's organisation has left, so it ends, an administrator's too; who was proposed as one and isn't yet
 * is turned down. @param now RFC 3339, UTC
 */
export const endWithOrganisation = (
  { now }: { readonly now: string },
  state: AccountState,
): Decision<AccountEvent> => {
  if (state.state === 'living') return decided<AccountEvent>(...ending(state, 'organisation-left', now));
  return state.state === 'proposed' ? decided(turnedDown(state, 'ORG-05')) : decided();
};
