import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { noProposedAdministrator } from './confirm-administrator.js';
import { administratorProposalRejected } from './administrator-events.js';
import { type AccountEvent } from './events.js';
import { type AccountState } from './state.js';

/** ADM-11: turning a proposal down widens nothing, so that who proposed it may do so too. */
export const rejectAdministrator = (state: AccountState): Decision<AccountEvent> =>
  state.state === 'proposed'
    ? decided<AccountEvent>(
        event(administratorProposalRejected, { reservations: [...state.reservations] }, 'ADM-11'),
      )
    : refused(noProposedAdministrator);
