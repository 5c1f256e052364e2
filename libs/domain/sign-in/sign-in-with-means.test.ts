import { describe, expect, it } from '@jest/globals';
import {
  aCode,
  aMeans,
  aUser,
  calendar,
  lapsesAt,
  coupledTo,
  decoupledFrom,
  given,
  policy,
} from '../account/account.test-data.js';
import { type AccountEvent, accountBlocked, accountEnded } from '../account/events.js';
import { event } from '../catalogue.js';
import { assuranceLevels } from '../means/assurance-level.js';
import { signInFailed } from './events.js';
import { givenSignInState } from './sign-in.test-data.js';
import { couplesAgain, type SignInWithMeans, signInWithMeans } from './sign-in-with-means.js';
import { evolveSignIn, noSignIn, type SignInState } from './state.js';

const now = '2026-11-23T09:00:00.000Z';
const means = aMeans();
const blocked = event(accountBlocked, { reason: 'on-request' });
const coupled = [aUser(), aCode('code'), coupledTo(means.key, 'code')];
const decoupled = [...coupled, decoupledFrom(means.key)];
const accountAfter = (...history: readonly AccountEvent[]) => given(...history).account;

const signingIn = (change: Partial<SignInWithMeans> = {}): SignInWithMeans => ({
  means,
  statementWasUsed: false,
  account: accountAfter(...coupled),
  session: 'session-1',
  policy,
  calendar,
  now,
  ...change,
});
const outcomeOf = (change: Partial<SignInWithMeans> = {}, state: SignInState = noSignIn) =>
  givenSignInState(state).when(signInWithMeans, signingIn(change));
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('signing in with a means', () => {
  it('LOG-04 finds the account that it is coupled to', () => {
    const { events, broken } = outcomeOf();
    expect(broken).toEqual([]);
    expect(events).toEqual([
      {
        type: 'signin.succeeded',
        rule: 'LOG-04',
        data: {
          method: 'eherkenning',
          session: 'session-1',
          failures: 0,
          lastSuccessAt: now,
          couplingLapsesAt: lapsesAt,
        },
      },
    ]);
  });

  it.each(assuranceLevels)('LOG-04 takes level 3 or higher: %s', (level) => {
    const enough = level === 'loa3' || level === 'loa4';
    expect(outcomeOf({ means: { ...means, level } }).broken).toEqual(enough ? [] : ['LOG-04 meansStatement']);
  });

  it('LOG-04 takes the level that policy asks for, and says which', () => {
    const strict = { ...policy, 'means.leastLevel': 'loa4' } as const;
    expect(outcomeOf({ means: { ...means, level: 'loa4' }, policy: strict }).broken).toEqual([]);
    const { refused } = signInWithMeans(signingIn({ policy: strict }), noSignIn);
    expect(refused?.map(({ message }) => message)).toEqual([
      'The means must have level 4 or higher and carry the mandate for this service.',
    ]);
    const mild = { ...policy, 'means.leastLevel': 'loa2plus' } as const;
    expect(outcomeOf({ means: { ...means, level: 'loa2plus' }, policy: mild }).broken).toEqual([]);
    expect(outcomeOf({ means: { ...means, level: 'loa2' }, policy: mild }).broken).toEqual([
      'LOG-04 meansStatement',
    ]);
  });

  it('LOG-04 takes the mandate for this service', () => {
    expect(outcomeOf({ means: { ...means, serviceMandates: ['another'] } })).toMatchObject(
      refusedAs('LOG-04 meansStatement'),
    );
  });

  it('LOG-04 a statement is good for one session', () => {
    expect(outcomeOf({ statementWasUsed: true })).toMatchObject(refusedAs('LOG-04 meansStatement'));
  });

  it.each([
    ['there is no account', accountAfter()],
    ['it was never coupled', accountAfter(aUser())],
    ['another means is coupled', accountAfter(aUser(), aCode('code'), coupledTo('means-of-another', 'code'))],
    ['it was decoupled', accountAfter(...decoupled)],
    ['the account ended', accountAfter(...coupled, event(accountEnded, { reservations: [] }))],
  ])('LOG-04 is refused when %s', (_when, account) => {
    expect(outcomeOf({ account })).toMatchObject(refusedAs('LOG-04'));
  });

  it('LOG-04 is refused while the account is blocked, and that is told: who it is was proved', () => {
    const { refused } = signInWithMeans(signingIn({ account: accountAfter(...coupled, blocked) }), noSignIn);
    expect(refused).toEqual([
      { rule: 'LOG-04', message: 'This account is blocked; the service desk can lift that.' },
    ]);
  });

  it('LOG-02 a lock after wrong passwords is about the token: the means signs in, and clears it', () => {
    const locked = {
      failures: 5,
      lockedUntil: '2026-11-23T09:10:00.000Z',
      seedId: 'seed-1',
      factor: 7,
    };
    expect(outcomeOf({}, locked).state).toEqual({
      failures: 0,
      seedId: 'seed-1',
      factor: 7,
      lastSuccessAt: now,
      couplingLapsesAt: lapsesAt,
    });
  });
});

describe('signing in after a long time', () => {
  const justBefore = '2028-05-23T08:59:59.999Z';
  const account = accountAfter(aUser(), aCode('code'), coupledTo(means.key, 'code', lapsesAt));
  const signedIn: SignInState = { failures: 0, couplingLapsesAt: '2028-06-23T09:00:00.000Z' };

  it('EHK-05 from 18 months after the coupling on it is refused', () => {
    expect(outcomeOf({ account, now: justBefore }).broken).toEqual([]);
    expect(outcomeOf({ account, now: lapsesAt })).toMatchObject(refusedAs('EHK-05'));
  });

  it('EHK-05 and 18 months after the last time that somebody signed in', () => {
    expect(outcomeOf({ account, now: lapsesAt }, signedIn).broken).toEqual([]);
    const then = '2028-06-23T09:00:00.000Z';
    expect(outcomeOf({ account, now: then }, signedIn)).toMatchObject(refusedAs('EHK-05'));
  });

  it('EHK-05 is not told of another means', () => {
    const other = { ...means, key: 'means-two' };
    expect(outcomeOf({ account, means: other, now: lapsesAt })).toMatchObject(refusedAs('LOG-04'));
  });

  it('EHK-05 a wrong password in between moves nothing', () => {
    const failed = event(signInFailed, { ...signedIn, failures: 1 });
    expect(evolveSignIn(noSignIn, failed)).toEqual({ ...signedIn, failures: 1 });
  });
});

describe('signing in with the means of before', () => {
  it('EHK-08 couples it again first', () => {
    expect(couplesAgain(accountAfter(...decoupled), means)).toBe(true);
  });

  it.each([
    ['coupled as it is', accountAfter(...coupled)],
    ['never coupled', accountAfter(aUser())],
    ['no account', accountAfter()],
    ['blocked', accountAfter(...decoupled, blocked)],
    ['ended', accountAfter(...decoupled, event(accountEnded, { reservations: [] }))],
    [
      'of another means',
      accountAfter(aUser(), aCode('code'), coupledTo('other', 'code'), decoupledFrom('other')),
    ],
  ])('EHK-08 not where it is %s', (_what, account) => {
    expect(couplesAgain(account, means)).toBe(false);
  });
});
