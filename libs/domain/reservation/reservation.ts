import { defineEvent, event, type EventOf, text } from '../catalogue.js';

/**
 * Uniqueness (USR-03, USR-04, EHK-04) without a database beside the event store: one stream per value, named by
 * a keyed hash (architecture 5). `activation-code` finds the account of a code that was typed (ACT-03); a `seed` is a
 * generator's for good (TOK-05).
 */
export type ReservationKind = 'email-address' | 'username' | 'means' | 'activation-code' | 'seed';

/** @param stream name of a reservation's stream, `reservation-<kind>-<generation>-<key>` */
export const isReservationOf = (kind: ReservationKind, stream: string): boolean =>
  stream.startsWith(`reservation-${kind}-`);

export const reservationMade = defineEvent({
  type: 'reservation.made',
  version: 1,
  fields: { holder: text },
  nl: 'De waarde is gereserveerd voor account {holder}.',
  en: 'The value was reserved for account {holder}.',
});

export const reservationReleased = defineEvent({
  type: 'reservation.released',
  version: 1,
  fields: { holder: text },
  nl: 'De reservering voor account {holder} is vrijgegeven.',
  en: 'The reservation for account {holder} was released.',
});

export type ReservationEvent = EventOf<typeof reservationMade> | EventOf<typeof reservationReleased>;

export interface ReservationState {
  /** Id of the account that holds the value now. */
  readonly holder?: string;
}

export const free: ReservationState = {};

export function evolveReservation(
  _state: ReservationState,
  { type, data }: ReservationEvent,
): ReservationState {
  switch (type) {
    case 'reservation.made':
      return { holder: data.holder };
    case 'reservation.released':
      return free;
  }
}

/**
 * Reserves for the account; `taken` when another one holds the value. Made anew where it holds the value already:
 * whoever was about to free it, as it had read it, then finds that the stream has gone on (architecture 5).
 */
export const reserve = (holder: string, state: ReservationState): readonly ReservationEvent[] | 'taken' =>
  state.holder === undefined || state.holder === holder ? [event(reservationMade, { holder })] : 'taken';

/** Frees the value where this account holds it. */
export const release = (holder: string, state: ReservationState): readonly ReservationEvent[] =>
  state.holder === holder ? [event(reservationReleased, { holder })] : [];

/** EHK-08: the value goes from the account that no longer has a right to it to another one, in one step. */
export const handOver = (
  from: string,
  to: string,
  state: ReservationState,
): readonly ReservationEvent[] | 'taken' =>
  state.holder === from
    ? [event(reservationReleased, { holder: from }), event(reservationMade, { holder: to })]
    : reserve(to, state);
