import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  aGenerator,
  anAdministrator,
  aUser,
  board,
  brin,
  coupledTo,
  given,
  granted,
  now,
  tomorrow,
  withToken,
} from './account.test-data.js';
import { reachOf } from './authority.js';
import { accountEnded } from './events.js';
import { stepDown, type StepDown } from './step-down.js';

const form = { reference: 'F-2', dateReceived: '2026-11-23', signatoryId: 's-2', signatory: 'M. de Boer' };
const inEvent = {
  formReference: 'F-2',
  dateReceived: '2026-11-23',
  signatoryId: 's-2',
  signatory: 'M. de Boer',
};
const steppingDown = (change: Partial<StepDown> = {}): StepDown => ({
  form,
  staysOnAsUser: false,
  today: '2026-11-23',
  now,
  ...change,
});
const registreren = granted('registreren', brin('99KG'));
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('an administrator steps down', () => {
  it('ADM-06 on the board’s form they stay on as a user: their roles stay, all administrator authorisations are gone', () => {
    const before = given(...anAdministrator(), registreren);
    const { events, account } = before.when(stepDown, steppingDown({ staysOnAsUser: true }));
    expect(events).toEqual([
      {
        type: 'account.administrator-stepped-down',
        rule: 'ADM-06',
        data: { ...inEvent, afterwards: 'stays-on-as-user' },
      },
    ]);
    expect(account).toMatchObject({
      state: 'living',
      kind: 'user',
      authorisations: [],
      roles: new Map([['registreren', [brin('99KG')]]]),
    });
    expect(reachOf({ state: account, mandates: new Map() })).toEqual(new Set());
    expect(reachOf({ state: before.account, mandates: new Map() })).toEqual(new Set([board]));
  });

  it('ADM-06 END-01 else the account ends with them: code void, generators called back, address and means free', () => {
    const { events, account } = given(
      ...anAdministrator(withToken),
      registreren,
      aGenerator('g-1'),
      aCode('code'),
    ).when(stepDown, steppingDown());
    expect(events).toEqual([
      {
        type: 'account.administrator-stepped-down',
        rule: 'ADM-06',
        data: { ...inEvent, afterwards: 'account-ends' },
      },
      { type: 'account.activation-code-voided', rule: 'END-01', data: { codeId: 'code', reason: 'ended' } },
      {
        type: 'account.token-called-back',
        rule: 'TOK-04',
        data: { generator: 'g-1', serialNumber: 'serial g-1', reason: 'account-ended' },
      },
      {
        type: 'account.ended',
        rule: 'END-01',
        data: { reservations: ['reservation-email-address-1-c'], because: 'stepped-down' },
      },
    ]);
    expect(account).toMatchObject({ state: 'ended', reservations: new Set(['reservation-username-1-d']) });
  });

  it('END-01 a coupled means becomes free; a code that has expired is not voided', () => {
    const { events } = given(
      ...anAdministrator(),
      aCode('code'),
      coupledTo('means-one', 'code'),
      aCode('late'),
    ).when(stepDown, steppingDown({ now: tomorrow }));
    expect(events.map(({ type }) => type)).toEqual(['account.administrator-stepped-down', 'account.ended']);
    expect(events[1]?.data).toEqual({
      reservations: ['reservation-email-address-1-c', 'reservation-means-1-means-one'],
      because: 'stepped-down',
    });
  });

  it('USR-05 staying on takes at least one user role', () => {
    const without = given(...anAdministrator());
    expect(without.when(stepDown, steppingDown({ staysOnAsUser: true }))).toMatchObject(
      refusedAs('USR-05 staysOnAsUser'),
    );
    expect(without.when(stepDown, steppingDown()).broken).toEqual([]);
  });

  it('ADM-06 the form is not received later than today', () => {
    const early = given(...anAdministrator());
    expect(early.when(stepDown, steppingDown({ today: '2026-11-22' }))).toMatchObject(
      refusedAs('ADM-06 form.dateReceived'),
    );
    const both = early.when(stepDown, steppingDown({ today: '2026-11-22', staysOnAsUser: true }));
    expect(both).toMatchObject(refusedAs('ADM-06 form.dateReceived', 'USR-05 staysOnAsUser'));
  });

  it('ADM-06 no user, and nobody twice', () => {
    expect(given(aUser()).when(stepDown, steppingDown())).toMatchObject(refusedAs('ADM-06'));
    const { account } = given(...anAdministrator(), registreren).when(
      stepDown,
      steppingDown({ staysOnAsUser: true }),
    );
    expect(stepDown(steppingDown(), account)).toMatchObject({ events: [], refused: [{ rule: 'ADM-06' }] });
  });

  it('ADM-02 END-02 no account that doesn’t exist, or has ended', () => {
    expect(given().when(stepDown, steppingDown())).toMatchObject(refusedAs('ADM-02'));
    const ended = given(...anAdministrator(), event(accountEnded, { reservations: [] }));
    expect(ended.when(stepDown, steppingDown())).toMatchObject(refusedAs('END-02'));
  });
});
