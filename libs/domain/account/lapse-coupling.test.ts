import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  aMeans,
  aUser,
  board,
  calendar,
  coupledTo,
  decoupledFrom,
  given,
  lapsesAt,
  now,
  policy,
  reservationOf,
} from './account.test-data.js';
import { coupleMeansAgain, type CoupleMeansAgain } from './couple-means-again.js';
import { couplingLapsed } from './coupling-events.js';
import { accountEnded } from './events.js';
import { hasLapsed, lapseCoupling, type LapseCoupling, lapseOf } from './lapse-coupling.js';

const justBefore = '2028-05-23T08:59:59.999Z';
const monthLater = '2028-06-23T09:00:00.000Z';
const coupled = [aUser(), aCode('code'), coupledTo('means-one', 'code', lapsesAt)];
const decoupled = [...coupled, decoupledFrom('means-one')];
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

const lapsing = (change: Partial<LapseCoupling> = {}): LapseCoupling => ({
  reservationOf,
  now: lapsesAt,
  ...change,
});
const lapsed = (since: string) => ({
  type: 'account.coupling-lapsed',
  rule: 'EHK-05',
  data: { means: 'means-one', since, reservation: 'reservation-means-1-means-one' },
});

describe('a coupling that nobody signs in with', () => {
  it('EHK-05 lapses 18 months after the coupling, and frees the means', () => {
    const before = given(...coupled);
    const { events, account } = before.when(lapseCoupling, lapsing());
    expect(events).toEqual([lapsed(lapsesAt)]);
    expect(account).toMatchObject({
      coupling: { state: 'none' },
      signInMethod: 'eherkenning',
      accessEpoch: 1,
      reservations: new Set(['reservation-email-address-1-a', 'reservation-username-1-b']),
    });
    expect(before.when(lapseCoupling, lapsing({ now: justBefore }))).toMatchObject(refusedAs());
  });

  it('EHK-05 recorded later, it holds from the moment at which it lapsed', () => {
    expect(given(...coupled).when(lapseCoupling, lapsing({ now: monthLater })).events).toEqual([
      lapsed(lapsesAt),
    ]);
  });

  it('EHK-05 the last sign-in moves it, and none moves it back', () => {
    const account = given(...coupled);
    const signedIn = lapsing({ signInLapsesAt: monthLater });
    expect(account.when(lapseCoupling, signedIn)).toMatchObject(refusedAs());
    expect(account.when(lapseCoupling, { ...signedIn, now: monthLater }).events).toEqual([
      lapsed(monthLater),
    ]);
    expect(account.when(lapseCoupling, lapsing({ signInLapsesAt: now })).events).toEqual([lapsed(lapsesAt)]);
  });

  it('EHK-05 of a coupling of before this rule the first sign-in begins it', () => {
    const old = given(aUser(), aCode('code'), coupledTo('means-one', 'code'));
    expect(old.when(lapseCoupling, lapsing({ now: monthLater }))).toMatchObject(refusedAs());
    const signedIn = lapsing({ signInLapsesAt: lapsesAt, now: monthLater });
    expect(old.when(lapseCoupling, signedIn).events).toEqual([lapsed(lapsesAt)]);
  });

  it.each([
    ['where none is coupled', [aUser()]],
    ['where there is no account', []],
    ['of an account that ended', [...coupled, event(accountEnded, { reservations: [] })]],
    ['twice', [...coupled, event(couplingLapsed, lapsed(lapsesAt).data)]],
  ])('EHK-05 nothing lapses %s', (_where, history) => {
    const late = lapsing({ signInLapsesAt: lapsesAt, now: monthLater });
    expect(given(...history).when(lapseCoupling, late)).toMatchObject(refusedAs());
  });

  it('EHK-05 is told with what to do', () => {
    expect(hasLapsed).toEqual({
      rule: 'EHK-05',
      message: expect.stringContaining('ask for an activation code and couple again') as unknown,
    });
  });

  it('EHK-05 says which means it is of', () => {
    expect(lapseOf(given(...coupled).account, undefined, lapsesAt)).toEqual({
      means: 'means-one',
      since: lapsesAt,
    });
  });
});

describe('coupling the means of before again', () => {
  const again = (change: Partial<CoupleMeansAgain> = {}): CoupleMeansAgain => ({
    means: aMeans(),
    statement: 'statement-1',
    statementWasUsed: false,
    policy,
    calendar,
    now: justBefore,
    ...change,
  });

  it('EHK-08 never after EHK-05: a decoupling doesn’t stop the time', () => {
    const account = given(...decoupled);
    expect(account.when(coupleMeansAgain, again()).recorded).toEqual(['account.coupled-again']);
    expect(account.when(coupleMeansAgain, again({ now: lapsesAt }))).toMatchObject(refusedAs('EHK-05'));
    const signedIn = again({ now: lapsesAt, signInLapsesAt: monthLater });
    expect(account.when(coupleMeansAgain, signedIn).recorded).toEqual(['account.coupled-again']);
  });

  it('EHK-05 also the right to do so lapses, and frees the means', () => {
    const { events, account } = given(...decoupled).when(lapseCoupling, lapsing());
    expect(events).toEqual([lapsed(lapsesAt)]);
    expect(account).toMatchObject({ coupling: { state: 'none' } });
    expect(account.state === 'living' && account.reservations).not.toContain('reservation-means-1-means-one');
  });

  it('EHK-05 a coupling that lapsed and isn’t recorded yet is refused too; another means is none of it', () => {
    const account = given(...coupled);
    expect(account.when(coupleMeansAgain, again({ now: lapsesAt }))).toMatchObject(refusedAs('EHK-05'));
    const other = again({ means: aMeans({ key: 'means-two' }), now: lapsesAt });
    expect(account.when(coupleMeansAgain, other)).toMatchObject(refusedAs('EHK-08'));
  });

  it('EHK-08 coupling again begins the time anew', () => {
    const { account } = given(...decoupled).when(coupleMeansAgain, again());
    expect(account).toMatchObject({
      organisation: board,
      coupling: { state: 'coupled', means: 'means-one', lapsesAt: '2029-11-23T08:59:59.999Z' },
    });
  });
});
