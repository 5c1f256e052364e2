import { event } from '../catalogue.js';
import { decided, type Decision, refused, type RuleId } from '../rules.js';
import { noProposedAdministrator } from './confirm-administrator.js';
import { administratorProposalRejected } from './administrator-events.js';
import { type AccountEvent } from './events.js';
import { type AccountState, type ProposedAdministrator } from './state.js';

/** ADM-11: turning a proposal down widens nothing, so that who proposed it may do so too. */
export const rejectAdministrator = (state: AccountState): Decision<AccountEvent> =>
  state.state === 'proposed'
    ? decided<AccountEvent>(turnedDown(state, 'ADM-11'))
    : refused(noProposedAdministrator);

/** What the proposal stood on becomes free. */
export const turnedDown = (state: ProposedAdministrator, rule: RuleId): AccountEvent =>
  event(administratorProposalRejected, { reservations: [...state.reservations] }, rule);
