import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { letterVoidReasons } from '../letter/events.js';
import { aCode, aUser, coupledTo, given } from './account.test-data.js';
import { accountEnded, type AccountEvent } from './events.js';
import { passwordVoided } from './password-events.js';
import { aTokenUser, changedTo, issuedAs } from './passwords.test-data.js';
import { voidPassword, type VoidPassword, voidsPassword } from './void-password.js';

const cameBack: VoidPassword = { delivery: 'delivery of first', reason: 'undeliverable' };
const waiting = [aTokenUser(), issuedAs('first')];
const voided = event(passwordVoided, cameBack);

describe('a password whose letter did not reach its holder', () => {
  it.each(['undeliverable', 'unreadable'] as const)('PWD-06 is void: %s; sessions that run end', (reason) => {
    const { events, account } = given(...waiting).when(voidPassword, { ...cameBack, reason });
    expect(events).toEqual([
      { type: 'account.password-voided', rule: 'PWD-06', data: { ...cameBack, reason } },
    ]);
    expect(account).toMatchObject({ password: { void: true, digest: 'digest of first' }, accessEpoch: 2 });
  });

  it('PWD-06 becomes void once', () => {
    expect(given(...waiting, voided).when(voidPassword, cameBack).events).toEqual([]);
  });

  it.each<readonly [string, readonly AccountEvent[]]>([
    ['they have chosen another meanwhile', [...waiting, changedTo('chosen')]],
    ['another was issued meanwhile', [...waiting, issuedAs('second')]],
    ['there never was one', [aTokenUser()]],
    ['the account has none', [aUser()]],
    ['a means is coupled', [...waiting, aCode('code'), coupledTo('means-one', 'code')]],
    ['the account ended', [...waiting, event(accountEnded, { reservations: [] })]],
    ['there is no account', []],
  ])('PWD-06 nothing is void where %s', (_what, history) => {
    expect(given(...history).when(voidPassword, cameBack).events).toEqual([]);
  });

  it('PWD-06 what the holder chose, or was issued, is not touched by what became void before', () => {
    const late = (...history: readonly AccountEvent[]) => given(...history, voided).account;
    expect(late(...waiting, changedTo('chosen'))).toEqual(given(...waiting, changedTo('chosen')).account);
    expect(late(...waiting, issuedAs('second'))).toEqual(given(...waiting, issuedAs('second')).account);
    expect(late(aTokenUser())).toEqual(given(aTokenUser()).account);
  });

  it('PWD-06 PWD-10 the next one holds', () => {
    const next = given(...waiting, voided, issuedAs('second')).account;
    expect(next).toMatchObject({ password: { digest: 'digest of second' } });
    expect(next).not.toMatchObject({ password: { void: true } });
    // PWD-05: the one that became void was never chosen.
    expect(next).not.toHaveProperty('password.previous');
  });

  it('PWD-06 of the reasons why a letter becomes void, these two say nothing of what replaced it', () => {
    expect(letterVoidReasons.filter(voidsPassword)).toEqual(['undeliverable', 'unreadable']);
  });
});
