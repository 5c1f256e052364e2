import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { type AccountEvent, reservationAbandoned } from './events.js';
import { type AccountState, standsOn } from './state.js';

const fences: ReadonlySet<AccountState['state']> = new Set(['abandoned', 'ended', 'rejected']);

/**
 * Fences the account stream against a late command that made a reservation and then went missing
 * (architecture 5): where the account doesn't exist it never will, and elsewhere the late append finds the stream gone on.
 * An account that ended, or was proposed and turned down, is a fence by itself (END-02, ADM-11).
 */
export const abandonReservation = (reservation: string, state: AccountState): Decision<AccountEvent> =>
  fences.has(state.state) || standsOn(state, reservation)
    ? decided()
    : decided<AccountEvent>(event(reservationAbandoned, { reservation }));
