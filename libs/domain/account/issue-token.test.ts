import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  administrator,
  anAdministrator,
  aUser,
  board,
  given,
  otherBoard,
  serviceDesk,
  strangeAdministrator,
} from './account.test-data.js';
import { reachOf } from './authority.js';
import { accountEnded, type AccountEvent } from './events.js';
import { type GeneratorEvent } from '../generator/events.js';
import { issueToken, type IssueToken } from './issue-token.js';
import { isKnownAdministrator } from './known-administrator.js';
import { passwordVoided } from './password-events.js';
import { aTokenUser, issuedAs, issueOf } from './passwords.test-data.js';
import {
  aCoupling,
  anAdministratorOf,
  assigned,
  aTokenAdministrator,
  blockedFor,
  byCourier,
  byPost,
  calledBack,
  cameBack,
  deactivated,
  generatorAfter,
  handedOver,
  seeded,
  serialNumber,
} from './tokens.test-data.js';
import { tokenReturned } from './token-events.js';

const issuing = (change: Partial<IssueToken> = {}): IssueToken => ({
  account: 'user-1',
  generator: generatorAfter(seeded('seed-1')),
  deliveredTo: anAdministratorOf('administrator-1'),
  administrators: new Set(),
  authority: serviceDesk,
  ...issueOf('first'),
  ...change,
});
const { deliveredTo: _nobody, ...toHolder } = issuing({ account: 'administrator-1' });
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const issued = (rule: string, more: object) => ({
  type: 'account.token-issued',
  rule,
  data: { generator: serialNumber, serialNumber, seedId: 'seed-1', ...more },
});
const ended = event(accountEnded, { reservations: [] });
const returned = event(tokenReturned, { generator: serialNumber, serialNumber });

describe('issuing a token generator to a user', () => {
  it('TOK-02 it goes by registered post to the administrator, the first password in a letter of its own', () => {
    const { events, account } = given(aTokenUser()).when(issueToken, issuing());
    expect(events).toEqual([
      issued('TOK-02', { delivery: 'registered-post', deliveredTo: 'administrator-1' }),
      expect.objectContaining({
        type: 'account.password-issued',
        rule: 'TOK-02',
        data: expect.objectContaining({ way: 'letter', delivery: 'delivery of first' }) as unknown,
      }),
    ]);
    expect(account).toMatchObject({
      password: { issued: true },
      generators: new Map([
        [
          serialNumber,
          {
            serialNumber,
            seedId: 'seed-1',
            state: 'issued',
            calledBack: false,
            delivery: 'registered-post',
            deliveredTo: 'administrator-1',
          },
        ],
      ]),
      issuedSeeds: new Set(['seed-1']),
    });
  });

  it('TOK-02 who has a password keeps it', () => {
    const { recorded } = given(aTokenUser(), issuedAs('before')).when(issueToken, issuing());
    expect(recorded).toEqual(['account.token-issued']);
  });

  it('TOK-02 PWD-06 who has one that became void gets another', () => {
    const voided = event(passwordVoided, { delivery: 'delivery of before', reason: 'undeliverable' });
    const { recorded } = given(aTokenUser(), issuedAs('before'), voided).when(issueToken, issuing());
    expect(recorded).toEqual(['account.token-issued', 'account.password-issued']);
  });

  it('TOK-02 the administrator who gets it is named, and manages the account', () => {
    const { deliveredTo: _none, ...nobody } = issuing();
    const wrong = refusedAs('TOK-02 deliveredTo');
    expect(given(aTokenUser()).when(issueToken, nobody)).toMatchObject(wrong);
    for (const to of [
      { account: 'user-2', state: given(aUser()).account, mandates: new Map() },
      anAdministratorOf('administrator-1', ended),
      anAdministratorOf('administrator-1', blockedFor('on-request')),
    ])
      expect(given(aTokenUser()).when(issueToken, issuing({ deliveredTo: to }))).toMatchObject(wrong);
  });

  it('TOK-02 who signs in with eHerkenning gets none', () => {
    expect(given(aUser()).when(issueToken, issuing())).toMatchObject(refusedAs('TOK-02'));
    expect(given(aTokenUser(), aCoupling).when(issueToken, issuing())).toMatchObject(refusedAs('TOK-02'));
  });

  it('TOK-01 nobody has two in use: the next one comes after the first was deactivated or called back', () => {
    const next = issuing({ generator: generatorAfter(seeded('seed-2')) });
    const before = [aTokenUser(), byPost()];
    expect(given(...before).when(issueToken, next)).toMatchObject(refusedAs('TOK-01'));
    expect(given(...before, handedOver).when(issueToken, next)).toMatchObject(refusedAs('TOK-01'));
    for (const out of [deactivated, calledBack])
      expect(given(...before, handedOver, out).when(issueToken, next).broken).toEqual([]);
  });

  it('TOK-01 TOK-05 only one that is in stock with a fresh seed, and nobody else’s', () => {
    const withGenerator = (...history: readonly GeneratorEvent[]) =>
      given(aTokenUser()).when(issueToken, issuing({ generator: generatorAfter(...history) })).broken;
    expect(withGenerator()).toEqual(['TOK-05 serialNumber']);
    expect(withGenerator(seeded('seed-1'), assigned('user-2', 'seed-1'))).toEqual(['TOK-01 serialNumber']);
    const back = [seeded('seed-1'), assigned('user-2', 'seed-1'), cameBack('user-2', 'seed-1')];
    expect(withGenerator(...back)).toEqual(['TOK-05 serialNumber']);
    expect(withGenerator(...back, seeded('seed-2'))).toEqual([]);
  });

  it('TOK-01 one that a command which was cut off had assigned to this account already is theirs to have', () => {
    const generator = generatorAfter(seeded('seed-1'), assigned('user-1', 'seed-1'));
    expect(given(aTokenUser()).when(issueToken, issuing({ generator })).broken).toEqual([]);
  });

  it('TOK-05 one that came back from this very account needs a new seed, also before its own stream says so', () => {
    const generator = generatorAfter(seeded('seed-1'), assigned('user-1', 'seed-1'));
    const account = given(aTokenUser(), byPost(), handedOver, deactivated, returned);
    expect(account.when(issueToken, issuing({ generator }))).toMatchObject(refusedAs('TOK-05 serialNumber'));
  });

  it('TOK-01 TOK-02 all that is wrong is told at once', () => {
    const { deliveredTo: _none, ...command } = issuing({ generator: undefined });
    expect(given(aTokenUser(), byPost()).when(issueToken, command).broken).toEqual([
      'TOK-01',
      'TOK-05 serialNumber',
      'TOK-02 deliveredTo',
    ]);
  });

  it('ADM-02 END-02 by the service desk, to an account that lives', () => {
    for (const authority of [administrator(), strangeAdministrator()])
      expect(given(aTokenUser()).when(issueToken, issuing({ authority }))).toMatchObject(refusedAs('ADM-02'));
    expect(given().when(issueToken, issuing())).toMatchObject(refusedAs('ADM-02'));
    expect(given(aTokenUser(), ended).when(issueToken, issuing())).toMatchObject(refusedAs('END-02'));
  });
});

describe('issuing a token generator to an administrator', () => {
  const first = given(...aTokenAdministrator());

  it('ADM-08 the first one of an organisation gets it by courier, and the password by letter', () => {
    const { events } = first.when(issueToken, toHolder);
    expect(events).toEqual([
      issued('ADM-08', { delivery: 'courier' }),
      expect.objectContaining({ type: 'account.password-issued', rule: 'ADM-08' }),
    ]);
  });

  it('ADM-08 where the organisation has one already, it goes to that one by registered post', () => {
    const known = { administrators: new Set(['administrator-2']) };
    const { events } = first.when(
      issueToken,
      issuing({ ...known, account: 'administrator-1', deliveredTo: anAdministratorOf('administrator-2') }),
    );
    expect(events[0]).toEqual(
      issued('ADM-08', { delivery: 'registered-post', deliveredTo: 'administrator-2' }),
    );
    const wrong = refusedAs('ADM-08 deliveredTo');
    expect(first.when(issueToken, { ...toHolder, ...known })).toMatchObject(wrong);
    const third = issuing({ ...known, deliveredTo: anAdministratorOf('administrator-3') });
    expect(first.when(issueToken, third)).toMatchObject(wrong);
  });

  it('ADM-08 where there is none, nobody else can be named', () => {
    expect(first.when(issueToken, issuing())).toMatchObject(refusedAs('ADM-08 deliveredTo'));
  });

  it('TOK-03 a replacement goes by registered post, to the holder where there is no other administrator', () => {
    const generator = generatorAfter(seeded('seed-2'));
    const { events } = given(...aTokenAdministrator(), byCourier(), handedOver, deactivated).when(
      issueToken,
      { ...toHolder, generator },
    );
    expect(events[0]?.data).toEqual({
      generator: serialNumber,
      serialNumber,
      seedId: 'seed-2',
      delivery: 'registered-post',
    });
  });

  it.each<[boolean, string, readonly AccountEvent[]]>([
    [false, 'who waits for a generator', [byCourier()]],
    [true, 'who was handed one', [byCourier(), handedOver]],
    [false, 'whose generator was called back', [byCourier(), handedOver, calledBack]],
    [false, 'whose generator was deactivated', [byCourier(), handedOver, deactivated]],
    [true, 'whose means is coupled', [aCoupling]],
    [false, 'who is blocked', [aCoupling, blockedFor('on-request')]],
    [false, 'whose account ended', [aCoupling, ended]],
  ])('ADM-08 known to the organisation: %s for one %s', (known, _who, history) => {
    const one = anAdministratorOf('administrator-1', ...history);
    expect(isKnownAdministrator(one, 'board-99901')).toBe(known);
    expect(isKnownAdministrator(one, 'board-99902')).toBe(false);
  });

  it('ADM-08 who acts by mandate is no administrator of the organisation itself', () => {
    const acting = given(...anAdministrator({ organisation: otherBoard }), aCoupling).account;
    const mandates = new Map([[board, new Set(['registreren'])]]);
    expect(reachOf({ state: acting, mandates })).toEqual(new Set([board]));
    expect(isKnownAdministrator({ state: acting, mandates }, board)).toBe(false);
  });
});
