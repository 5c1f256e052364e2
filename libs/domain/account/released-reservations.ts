import { type AccountEvent } from './events.js';

/** Streams of the reservations that the account gives up with this event. */
export function releasedReservations({ type, data }: AccountEvent): readonly string[] {
  switch (type) {
    case 'account.previous-means-released':
    case 'account.coupling-lapsed':
      return [data.reservation];
    case 'account.email-address-changed':
      return data.released;
    case 'account.ended':
    case 'account.administrator-proposal-rejected':
      return data.reservations;
    default:
      return [];
  }
}
