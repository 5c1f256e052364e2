import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { administrator, given, now, serviceDesk } from './account.test-data.js';
import { accountEnded } from './events.js';
import { aTokenUser, issuedAs, issueOf } from './passwords.test-data.js';
import { reportTokenProblem, type ReportTokenProblem } from './report-token-problem.js';
import {
  aCoupling,
  blockedFor,
  byPost,
  calledBack,
  deactivated,
  handedOver,
  serialNumber,
} from './tokens.test-data.js';
import { type OnRequest } from './on-request.js';
import { byTelephone, requestReceivedByTelephone, saturday, unsaid } from './requests.test-data.js';

/** Three days before `now`, to the millisecond. */
const discoveredAt = '2026-11-20T09:00:00.000Z';
const justBefore = '2026-11-20T08:59:59.999Z';
const later = '2026-11-23T09:00:00.001Z';

const reporting = (change: Partial<ReportTokenProblem> = {}): ReportTokenProblem => ({
  serialNumber,
  problem: 'lost',
  discoveredAt,
  reportedAt: now,
  block: false,
  authority: serviceDesk,
  onRequest: byTelephone(),
  ...issueOf('new'),
  ...change,
});
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const holder = given(aTokenUser(), issuedAs('old'), byPost(), handedOver);
const which = { generator: serialNumber, serialNumber };

describe('reporting a lost or broken token generator', () => {
  it('TOK-03 TOK-07 it is deactivated and called back, and a new password goes by ordinary post', () => {
    const { events, account } = holder.when(reportTokenProblem, reporting());
    expect(events).toEqual([
      requestReceivedByTelephone,
      {
        type: 'account.token-problem-reported',
        rule: 'TOK-07',
        data: { ...which, problem: 'lost', discoveredAt, reportedAt: now, inTime: true },
      },
      { type: 'account.token-deactivated', rule: 'TOK-03', data: which },
      { type: 'account.token-called-back', rule: 'TOK-04', data: { ...which, reason: 'deactivated' } },
      expect.objectContaining({
        type: 'account.password-issued',
        rule: 'TOK-03',
        data: expect.objectContaining({ way: 'letter', delivery: 'delivery of new' }) as unknown,
      }),
    ]);
    const generators = account.state === 'living' ? [...account.generators.values()] : [];
    expect(generators).toMatchObject([{ state: 'deactivated', calledBack: true }]);
    expect(account).toMatchObject({ accessEpoch: 3, password: { issued: true } });
  });

  it('TOK-07 within 72 hours of discovery is in time, a millisecond more is not', () => {
    const inTime = (discovery: string) =>
      holder.when(reportTokenProblem, reporting({ problem: 'broken', discoveredAt: discovery })).events[1]
        ?.data;
    expect(inTime(discoveredAt)).toMatchObject({ problem: 'broken', inTime: true });
    expect(inTime(justBefore)).toMatchObject({ problem: 'broken', inTime: false });
  });

  it('TOK-07 nothing is reported in the future, nor discovered after it was reported', () => {
    const report = (change: Partial<ReportTokenProblem>) =>
      holder.when(reportTokenProblem, reporting(change)).broken;
    expect(report({ reportedAt: later })).toEqual(['TOK-07 reportedAt']);
    expect(report({ discoveredAt: later })).toEqual(['TOK-07 discoveredAt']);
    expect(report({ reportedAt: later, discoveredAt: '2026-11-24T09:00:00.000Z' })).toEqual([
      'TOK-07 reportedAt',
      'TOK-07 discoveredAt',
    ]);
    expect(report({ discoveredAt: now })).toEqual([]);
  });

  it('TOK-03 ADM-12 the report is taken at any hour, from whom was checked', () => {
    const asked = (onRequest: OnRequest) => holder.when(reportTokenProblem, reporting({ onRequest })).broken;
    expect(asked(byTelephone({ receivedAt: saturday }))).toEqual([]);
    expect(asked(unsaid())).toEqual(['ADM-12 request']);
  });

  it('TOK-07 the desk can block the account until the replacement is in use', () => {
    const { events, account } = holder.when(reportTokenProblem, reporting({ block: true }));
    expect(events[4]).toEqual({
      type: 'account.blocked',
      rule: 'TOK-07',
      data: { reason: 'generator-reported' },
    });
    expect(account).toMatchObject({ blocked: 'generator-reported', accessEpoch: 4 });
  });

  it('TOK-07 an account that is blocked on request stays so', () => {
    const blocked = given(aTokenUser(), byPost(), handedOver, blockedFor('on-request'));
    const { recorded, account } = blocked.when(reportTokenProblem, reporting({ block: true }));
    expect(recorded).not.toContain('account.blocked');
    expect(account).toMatchObject({ blocked: 'on-request' });
  });

  it('TOK-03 one that was lost on its way is reported too', () => {
    expect(given(aTokenUser(), byPost()).when(reportTokenProblem, reporting()).broken).toEqual([]);
  });

  it('TOK-03 of who signs in with eHerkenning there is no password to replace, nor a block to end', () => {
    const converted = given(aTokenUser(), byPost(), handedOver, aCoupling, calledBack);
    expect(converted.when(reportTokenProblem, reporting()).recorded).toEqual([
      'account.request-received',
      'account.token-problem-reported',
      'account.token-deactivated',
    ]);
    expect(converted.when(reportTokenProblem, reporting({ block: true }))).toMatchObject(
      refusedAs('TOK-07 block'),
    );
  });

  it('TOK-03 is reported once, and only of a generator that the account has', () => {
    const twice = given(aTokenUser(), byPost(), handedOver, deactivated);
    expect(twice.when(reportTokenProblem, reporting())).toMatchObject(refusedAs('TOK-03'));
    expect(given(aTokenUser()).when(reportTokenProblem, reporting())).toMatchObject(refusedAs('TOK-01'));
  });

  it('ADM-02 END-02 is recorded by the service desk, of an account that lives', () => {
    const byAdministrator = reporting({ authority: administrator() });
    expect(holder.when(reportTokenProblem, byAdministrator)).toMatchObject(refusedAs('ADM-02'));
    expect(given().when(reportTokenProblem, reporting())).toMatchObject(refusedAs('ADM-02'));
    const ended = given(aTokenUser(), byPost(), handedOver, event(accountEnded, { reservations: [] }));
    expect(ended.when(reportTokenProblem, reporting())).toMatchObject(refusedAs('END-02'));
  });
});
