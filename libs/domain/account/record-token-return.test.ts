import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { administrator, given, now, serviceDesk } from './account.test-data.js';
import { endAccount } from './end-account.js';
import { accountEnded } from './events.js';
import { aTokenUser } from './passwords.test-data.js';
import { recordTokenReturn } from './record-token-return.js';
import { byPost, calledBack, deactivated, handedOver, serialNumber } from './tokens.test-data.js';

const which = { generator: serialNumber, serialNumber };
const returning = { serialNumber, authority: serviceDesk };
const returned = { type: 'account.token-returned', rule: 'TOK-04', data: which };
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const ended = event(accountEnded, { reservations: [] });

describe('recording the return of a token generator', () => {
  it.each([
    ['called back', [calledBack]],
    ['deactivated', [deactivated]],
    ['deactivated and called back', [deactivated, calledBack]],
  ])('TOK-04 one that was %s is no longer out', (_how, history) => {
    const { events, account } = given(aTokenUser(), byPost(), handedOver, ...history).when(
      recordTokenReturn,
      returning,
    );
    expect(events).toEqual([returned]);
    expect(account).toMatchObject({ generators: new Map(), issuedSeeds: new Set(['seed-1']) });
  });

  it('TOK-04 one that was in use until now signs in no more', () => {
    const { events, account } = given(aTokenUser(), byPost(), handedOver).when(recordTokenReturn, returning);
    expect(events).toEqual([
      { type: 'account.token-deactivated', rule: 'TOK-04', data: which },
      { type: 'account.token-called-back', rule: 'TOK-04', data: { ...which, reason: 'no-longer-used' } },
      returned,
    ]);
    expect(account).toMatchObject({ generators: new Map(), accessEpoch: 1 });
  });

  it('TOK-04 END-01 END-02 an ended account’s generators are called back, and come back after it', () => {
    const ending = given(aTokenUser(), byPost(), handedOver).when(endAccount, {
      account: 'user-1',
      confirmed: true,
      noLongerWorksHere: true,
      authority: administrator(),
      now,
    });
    expect(ending.events.at(-2)).toEqual({
      type: 'account.token-called-back',
      rule: 'TOK-04',
      data: { ...which, reason: 'account-ended' },
    });
    expect(ending.recorded.at(-1)).toBe('account.ended');
    const after = given(aTokenUser(), byPost(), handedOver, ended).when(recordTokenReturn, returning);
    expect(after.events).toEqual([returned]);
    expect(after.account).toMatchObject({ state: 'ended', generators: new Map() });
  });

  it('TOK-01 only of a generator that the account has', () => {
    const other = { ...returning, serialNumber: '26-7654321-0' };
    expect(given(aTokenUser(), byPost()).when(recordTokenReturn, other)).toMatchObject(refusedAs('TOK-01'));
    expect(given(aTokenUser(), ended).when(recordTokenReturn, returning)).toMatchObject(refusedAs('TOK-01'));
  });

  it('ADM-02 by the service desk, where they come in', () => {
    const byAdministrator = { ...returning, authority: administrator() };
    expect(given(aTokenUser(), byPost()).when(recordTokenReturn, byAdministrator)).toMatchObject(
      refusedAs('ADM-02'),
    );
    expect(given().when(recordTokenReturn, returning)).toMatchObject(refusedAs('ADM-02'));
  });
});
