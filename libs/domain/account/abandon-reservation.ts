import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { type AccountEvent, reservationAbandoned } from './events.js';
import { type AccountState, standsOn } from './state.js';

/**
 * Fences the account stream against a late command that made a reservation and then went missing
 * (architecture 5): where the account doesn't exist it never will, and elsewhere the late append finds the stream gone on.
 * An account that ended is a fence by itself (END-02).
 */
export const abandonReservation = (reservation: string, state: AccountState): Decision<AccountEvent> =>
  state.state === 'abandoned' || state.state === 'ended' || standsOn(state, reservation)
    ? decided()
    : decided<AccountEvent>(event(reservationAbandoned, { reservation }));
