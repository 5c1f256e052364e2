import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { abandonReservation } from './abandon-reservation.js';
import { aCode, aUser, coupledTo, given, reservationOf } from './account.test-data.js';
import { type AccountEvent, reservationAbandoned } from './events.js';

const abandoning = (reservation: string, ...history: readonly AccountEvent[]) =>
  given(...history).when((_command: undefined, state) => abandonReservation(reservation, state), undefined);

describe('sweeping up a reservation', () => {
  it('USR-03 USR-04 an account that never came to be is fenced: a late command can’t make it any more', () => {
    const { events, account } = abandoning('reservation-username-1-b');
    expect(events).toEqual([
      { type: 'account.reservation-abandoned', data: { reservation: 'reservation-username-1-b' } },
    ]);
    expect(account).toEqual({ state: 'abandoned' });
  });

  it('USR-03 USR-04 what was fenced once is not fenced again', () => {
    const fenced = event(reservationAbandoned, { reservation: 'reservation-username-1-b' });
    expect(abandoning('reservation-email-address-1-a', fenced).recorded).toEqual([]);
  });

  it('USR-03 USR-04 what the account stands on stays reserved', () => {
    expect(abandoning('reservation-username-1-b', aUser()).recorded).toEqual([]);
    expect(
      abandoning(reservationOf('means-one'), aUser(), aCode('c'), coupledTo('means-one', 'c')).recorded,
    ).toEqual([]);
  });

  it('EHK-04 a means that the account reserved and did not couple is given up, and the account lives on', () => {
    const { recorded, account } = abandoning(reservationOf('means-one'), aUser(), aCode('c'));
    expect(recorded).toEqual(['account.reservation-abandoned']);
    expect(account).toEqual(given(aUser(), aCode('c')).account);
  });
});
