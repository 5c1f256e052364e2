import { decided, type Decision } from '../rules.js';
import { ending } from './end-account.js';
import { type AccountEvent } from './events.js';
import { type AccountState } from './state.js';

/** ORG-05: the account's organisation has left, so it ends, an administrator's too. @param now RFC 3339, UTC */
export const endWithOrganisation = (
  { now }: { readonly now: string },
  state: AccountState,
): Decision<AccountEvent> =>
  state.state === 'living' ? decided<AccountEvent>(...ending(state, 'organisation-left', now)) : decided();
