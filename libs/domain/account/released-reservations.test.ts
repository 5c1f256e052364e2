import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { aUser, decoupledFrom } from './account.test-data.js';
import { couplingLapsed } from './coupling-events.js';
import { emailAddressChanged } from './contact-data-events.js';
import { previousMeansReleased } from './coupling-events.js';
import { accountEnded } from './events.js';
import { releasedReservations } from './released-reservations.js';

describe('which values become free', () => {
  it('EHK-05 EHK-08 a means that lapsed, or that another one came after, is free', () => {
    const means = { means: 'm', reservation: 'reservation-means-1-m' };
    expect(releasedReservations(event(previousMeansReleased, means))).toEqual(['reservation-means-1-m']);
    const lapsed = event(couplingLapsed, { ...means, since: '2026-11-23T09:00:00.000Z' });
    expect(releasedReservations(lapsed)).toEqual(['reservation-means-1-m']);
  });

  it('USR-08 END-01 the address before is free, and what an account that ended gives up', () => {
    const moved = event(emailAddressChanged, { emailAddress: 'b', reservation: 'new', released: ['old'] });
    expect(releasedReservations(moved)).toEqual(['old']);
    expect(releasedReservations(event(accountEnded, { reservations: ['address'] }))).toEqual(['address']);
  });

  it('USR-03 EHK-08 nothing else frees a value: what was created stands, what was decoupled stays reserved', () => {
    expect(releasedReservations(aUser())).toEqual([]);
    expect(releasedReservations(decoupledFrom('m'))).toEqual([]);
  });
});
