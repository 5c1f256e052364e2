import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { aUser, given } from './account.test-data.js';
import { accountBlocked, accountEnded, accountUnblocked } from './events.js';
import { isBlocked } from './state.js';

const blocked = event(accountBlocked, { reason: 'on-request' });

describe('whether an account is blocked', () => {
  it('USR-07 from the block until it is lifted', () => {
    expect(isBlocked(given(aUser()).account)).toBe(false);
    expect(isBlocked(given(aUser(), blocked).account)).toBe(true);
    expect(isBlocked(given(aUser(), blocked, event(accountUnblocked, {})).account)).toBe(false);
  });

  it('END-02 an account that has ended, or is not there, is not blocked', () => {
    expect(isBlocked(given(aUser(), blocked, event(accountEnded, { reservations: [] })).account)).toBe(false);
    expect(isBlocked(given().account)).toBe(false);
  });
});
