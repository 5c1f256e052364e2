import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { aCode, aUser, coupledTo, given } from './account.test-data.js';
import { barred } from './barred.js';
import { accountBlocked, accountEnded, accountUnblocked, type AccountEvent } from './events.js';
import { passwordChanged, passwordIssued } from './password-events.js';

const goodUntil = '2027-02-22T09:00:00.000Z';
const blocked = event(accountBlocked, { reason: 'on-request' });
const issued = event(passwordIssued, { digest: 'd1', goodUntil, delivery: 'delivery-1', way: 'reset' });
const changed = event(passwordChanged, { digest: 'd2', goodUntil });
const tokenUser = aUser({ signInMethod: 'token' });

const barredAfter = (...history: readonly AccountEvent[]) => barred(given(...history).account);

describe('whether somebody may do anything at all', () => {
  it('TOK-07 not from the block until it is lifted', () => {
    expect(barredAfter(aUser())).toBeUndefined();
    expect(barredAfter(aUser(), blocked)).toEqual({
      rule: 'TOK-07',
      message: 'This account is blocked; the service desk can lift that.',
    });
    expect(barredAfter(aUser(), blocked, event(accountUnblocked, {}))).toBeUndefined();
  });

  it('PWD-06 PWD-10 not from a password that somebody else issued until it is changed', () => {
    expect(barredAfter(tokenUser)).toBeUndefined();
    expect(barredAfter(tokenUser, issued)).toEqual({
      rule: 'PWD-06',
      message: 'Change your password first.',
    });
    expect(barredAfter(tokenUser, issued, changed)).toBeUndefined();
    expect(barredAfter(tokenUser, issued, changed, issued)).toMatchObject({ rule: 'PWD-06' });
  });

  it('EHK-03 a password of before the coupling is no password any more', () => {
    expect(barredAfter(tokenUser, issued, aCode('code'), coupledTo('means', 'code'))).toBeUndefined();
  });

  it('END-02 an account that has ended, or is not there, has nothing to be barred from', () => {
    expect(
      barredAfter(tokenUser, issued, blocked, event(accountEnded, { reservations: [] })),
    ).toBeUndefined();
    expect(barredAfter()).toBeUndefined();
  });
});
