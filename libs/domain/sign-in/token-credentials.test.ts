import { describe, expect, it } from '@jest/globals';
import { aCode, aUser, coupledTo, given } from '../account/account.test-data.js';
import { type AccountEvent, accountBlocked, accountEnded, accountUnblocked } from '../account/events.js';
import { passwordChanged, passwordIssued, passwordVoided } from '../account/password-events.js';
import {
  tokenCalledBack,
  tokenDeactivated,
  tokenHandedOver,
  tokenIssued,
  tokenReturned,
} from '../account/token-events.js';
import { event } from '../catalogue.js';
import { tokenCredentials } from './token-credentials.js';

const of = (serialNumber: string) => ({ generator: `id of ${serialNumber}`, serialNumber });
const issued = (serialNumber = 'SN-1', deliveredTo?: string): AccountEvent =>
  event(tokenIssued, {
    ...of(serialNumber),
    seedId: `seed of ${serialNumber}`,
    delivery: 'registered-post',
    ...(deliveredTo === undefined ? {} : { deliveredTo }),
  });
const handedOver = (serialNumber = 'SN-1') => event(tokenHandedOver, of(serialNumber));
const password = event(passwordChanged, { digest: 'digest-1', goodUntil: '2027-01-01T00:00:00.000Z' });
const user = aUser({ signInMethod: 'token', username: 'Groningen12' });
const viaAdministrator = issued('SN-1', 'administrator-1');
const holder = [user, password, viaAdministrator, handedOver()];

const credentialsAfter = (...history: readonly AccountEvent[]) => tokenCredentials(given(...history).account);

describe('what somebody signs in with by token', () => {
  it('LOG-01 is their password and the seed of their generator', () => {
    expect(credentialsAfter(...holder)).toMatchObject({
      digest: 'digest-1',
      generator: 'id of SN-1',
      seedId: 'seed of SN-1',
      account: { state: 'living' },
    });
  });

  it.each([
    ['without an account', []],
    ['without a password', [user, issued(), handedOver()]],
    ['without a generator', [user, password]],
    ['after the end of the account', [...holder, event(accountEnded, { reservations: [] })]],
    ['while blocked', [...holder, event(accountBlocked, { reason: 'on-request' })]],
    ['once a means is coupled (LOG-03)', [...holder, aCode('code'), coupledTo('means-one', 'code')]],
  ])('LOG-01 nobody signs in %s', (_when, history: readonly AccountEvent[]) => {
    expect(credentialsAfter(...history)).toBeUndefined();
  });

  it('PWD-06 LOG-01 nobody signs in with a password whose letter came back', () => {
    const delivery = 'delivery-1';
    const byLetter = event(passwordIssued, {
      digest: 'digest-2',
      way: 'letter',
      goodUntil: '2027-01-01T00:00:00.000Z',
      delivery,
    });
    expect(credentialsAfter(...holder, byLetter)).toMatchObject({ digest: 'digest-2' });
    const cameBack = event(passwordVoided, { delivery, reason: 'undeliverable' });
    expect(credentialsAfter(...holder, byLetter, cameBack)).toBeUndefined();
    expect(credentialsAfter(...holder, byLetter, cameBack, password)).toMatchObject({ digest: 'digest-1' });
  });

  it('TOK-07 after the block is lifted they sign in as before', () => {
    const blocked = event(accountBlocked, { reason: 'on-request' });
    expect(credentialsAfter(...holder, blocked, event(accountUnblocked, {}))).toBeDefined();
  });
});

describe('whose a generator is', () => {
  it('TOK-01, TOK-02 what an administrator hands over is the holder’s once that is recorded', () => {
    expect(credentialsAfter(user, password, viaAdministrator)).toBeUndefined();
    expect(credentialsAfter(user, password, viaAdministrator, handedOver())).toBeDefined();
  });

  it('TOK-01, ADM-08 what goes straight to the holder is theirs once the service desk has recorded that they have it', () => {
    expect(credentialsAfter(user, password, issued())).toBeUndefined();
    expect(credentialsAfter(user, password, issued(), handedOver())).toBeDefined();
  });

  it.each([
    ['deactivated', event(tokenDeactivated, of('SN-1'))],
    ['called back', event(tokenCalledBack, { ...of('SN-1'), reason: 'no-longer-used' })],
    ['returned', event(tokenReturned, of('SN-1'))],
  ])('TOK-03, TOK-04 nobody signs in with one that was %s', (_what, gone: AccountEvent) => {
    expect(credentialsAfter(...holder, gone)).toBeUndefined();
  });

  it('TOK-03 with the replacement, when the one before was deactivated', () => {
    const replaced = [...holder, event(tokenDeactivated, of('SN-1')), issued('SN-2'), handedOver('SN-2')];
    expect(credentialsAfter(...replaced)).toMatchObject({ generator: 'id of SN-2' });
  });

  it('TOK-01 of two that are theirs with the one that was issued last', () => {
    expect(credentialsAfter(...holder, issued('SN-2'), handedOver('SN-2'))).toMatchObject({
      seedId: 'seed of SN-2',
    });
  });
});
