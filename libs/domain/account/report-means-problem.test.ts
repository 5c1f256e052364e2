import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  administrator,
  aMeans,
  anAdministrator,
  aUser,
  coupledTo,
  decoupledFrom,
  given,
  now,
  policy,
  reservationOf,
  serviceDesk,
  calendar,
} from './account.test-data.js';
import { coupleMeansAgain } from './couple-means-again.js';
import { accountEnded } from './events.js';
import { reportMeansProblem, type ReportMeansProblem } from './report-means-problem.js';
import { type OnRequest } from './on-request.js';
import { byTelephone, requestReceivedByTelephone, saturday, unsaid } from './requests.test-data.js';

const reporting = (change: Partial<ReportMeansProblem> = {}): ReportMeansProblem => ({
  problem: 'stolen',
  discoveredAt: '2026-11-20T09:00:00.000Z',
  reportedAt: now,
  reservationOf,
  authority: serviceDesk,
  onRequest: byTelephone(),
  policy,
  now,
  ...change,
});
const coupled = [aUser(), aCode('code'), coupledTo('means-one', 'code')];
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('a means is defective, stolen or lost', () => {
  it.each(['defective', 'stolen', 'lost'] as const)(
    'EHK-06 %s: the report is recorded, and the coupling undone; running sessions end',
    (problem) => {
      const { events, account } = given(...coupled).when(reportMeansProblem, reporting({ problem }));
      expect(events).toEqual([
        requestReceivedByTelephone,
        {
          type: 'account.means-problem-reported',
          rule: 'EHK-06',
          data: {
            means: 'means-one',
            problem,
            discoveredAt: '2026-11-20T09:00:00.000Z',
            reportedAt: now,
            inTime: true,
          },
        },
        { type: 'account.decoupled', rule: 'EHK-06', data: { means: 'means-one', reason: 'reported' } },
        {
          type: 'account.previous-means-released',
          rule: 'EHK-06',
          data: { means: 'means-one', reservation: reservationOf('means-one') },
        },
      ]);
      expect(account).toMatchObject({ coupling: { state: 'none' }, accessEpoch: 1 });
      expect(account.state === 'living' && account.reservations.has(reservationOf('means-one'))).toBe(false);
    },
  );

  it('EHK-06 EHK-08 it never couples the account again without a code', () => {
    const { account } = given(...coupled).when(reportMeansProblem, reporting());
    const again = coupleMeansAgain(
      { means: aMeans(), statement: 's', statementWasUsed: false, policy, calendar, now },
      account,
    );
    expect(again).toMatchObject({ events: [], refused: [{ rule: 'EHK-08' }] });
  });

  it('EHK-06 EHK-08 nor does one that was decoupled just before', () => {
    const decoupled = given(...coupled, decoupledFrom('means-one'));
    const { events, account } = decoupled.when(reportMeansProblem, reporting());
    expect(events.map(({ type }) => type)).toEqual([
      'account.request-received',
      'account.means-problem-reported',
      'account.previous-means-released',
    ]);
    expect(events[1]?.data).toMatchObject({ means: 'means-one' });
    expect(events[2]?.data).toMatchObject({ means: 'means-one', reservation: reservationOf('means-one') });
    expect(account).toMatchObject({ coupling: { state: 'none' } });
  });

  it('EHK-06 72 hours after discovery is in time, to the millisecond; by the policy of the day', () => {
    const inTime = (change: Partial<ReportMeansProblem>) =>
      given(...coupled).when(reportMeansProblem, reporting(change)).events[1]?.data;
    expect(inTime({ discoveredAt: '2026-11-20T09:00:00.000Z' })).toMatchObject({ inTime: true });
    expect(inTime({ discoveredAt: '2026-11-20T08:59:59.999Z' })).toMatchObject({ inTime: false });
    expect(inTime({ policy: { ...policy, 'report.within': 'PT71H' } })).toMatchObject({ inTime: false });
  });

  it('EHK-06 discovery is not later than the report, nor the report than now', () => {
    const user = given(...coupled);
    const late = '2026-11-23T09:00:00.001Z';
    expect(user.when(reportMeansProblem, reporting({ discoveredAt: now })).broken).toEqual([]);
    expect(user.when(reportMeansProblem, reporting({ discoveredAt: late }))).toMatchObject(
      refusedAs('EHK-06 discoveredAt'),
    );
    expect(user.when(reportMeansProblem, reporting({ reportedAt: late }))).toMatchObject(
      refusedAs('EHK-06 reportedAt'),
    );
    const both = reporting({ reportedAt: late, discoveredAt: '2026-11-23T09:00:00.002Z' });
    expect(user.when(reportMeansProblem, both)).toMatchObject(
      refusedAs('EHK-06 discoveredAt', 'EHK-06 reportedAt'),
    );
  });

  it('EHK-06 ADM-12 the report is taken at any hour, from whom was checked', () => {
    const asked = (onRequest: OnRequest) =>
      given(...coupled).when(reportMeansProblem, reporting({ onRequest })).broken;
    expect(asked(byTelephone({ receivedAt: saturday }))).toEqual([]);
    expect(asked(unsaid())).toEqual(['ADM-12 request']);
  });

  it('EHK-06 of users and of administrators', () => {
    const one = given(...anAdministrator(), aCode('code'), coupledTo('means-one', 'code'));
    expect(one.when(reportMeansProblem, reporting()).account).toMatchObject({ coupling: { state: 'none' } });
  });

  it('EHK-06 not where no means is coupled', () => {
    expect(given(aUser()).when(reportMeansProblem, reporting())).toMatchObject(refusedAs('EHK-06'));
    const { account } = given(...coupled).when(reportMeansProblem, reporting());
    expect(reportMeansProblem(reporting(), account)).toMatchObject({ refused: [{ rule: 'EHK-06' }] });
  });

  it('ADM-02 END-02 only by the service desk, and not once the account has ended', () => {
    const byAdministrator = reporting({ authority: administrator() });
    expect(given(...coupled).when(reportMeansProblem, byAdministrator)).toMatchObject(refusedAs('ADM-02'));
    expect(given().when(reportMeansProblem, reporting())).toMatchObject(refusedAs('ADM-02'));
    const ended = given(...coupled, event(accountEnded, { reservations: [] }));
    expect(ended.when(reportMeansProblem, reporting())).toMatchObject(refusedAs('END-02'));
  });
});
