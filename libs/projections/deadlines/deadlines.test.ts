import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  activationCodeExpired,
  activationCodeMade,
  activationCodeVoided,
} from '#libs/domain/account/activation-code-events';
import { administratorCreated } from '#libs/domain/account/administrator-events';
import {
  couplingLapsed,
  meansCoupled,
  meansCoupledAgain,
  meansDecoupled,
  previousMeansReleased,
} from '#libs/domain/account/coupling-events';
import { accountEnded, userCreated } from '#libs/domain/account/events';
import { passwordChanged, passwordIssued, passwordVoided } from '#libs/domain/account/password-events';
import { type AnyEvent, event } from '#libs/domain/catalogue';
import { signInFailed, signInLocked, signInSucceeded } from '#libs/domain/sign-in/events';
import { readModelOf } from '../read-model-of.test-data.js';
import { deadlines } from './deadlines.js';
import { countByEnd, countByStart, findByEnd, findByStart, type Stretch } from './find-deadlines.js';
import { accountsThatFailed, findFailures, findLocks } from './find-locks.js';
import { type DeadlineKind } from './tables.js';

const history = readModelOf(deadlines);
const ever = { from: '2026-01-01T00:00:00.000Z', until: '2999-01-01T00:00:00.000Z' };
const day = (number: number): string => new Date(Date.UTC(2026, 0, number, 10)).toISOString();

const holder = {
  organisation: 'board-1',
  signInMethod: 'token',
  username: 'Drenth99ED',
  surname: 'Jansen',
  initials: 'P.',
  telephone: '0612345678',
  emailAddress: 'p.jansen@school.example',
  reservations: [],
} as const;
const coupled = (lapsesAt?: string, codeId = 'code-1') =>
  event(meansCoupled, {
    means: 'm',
    pseudonym: 'p',
    legalSubject: 'KvK:12345678',
    level: 'loa3',
    codeId,
    privacyStatement: '2026-01',
    termsOfUse: '2026-01',
    reservation: 'r',
    ...(lapsesAt === undefined ? {} : { lapsesAt }),
  });
const coupledAgain = (lapsesAt: string) => event(meansCoupledAgain, { means: 'm', level: 'loa3', lapsesAt });
const byMeans = (couplingLapsesAt: string) =>
  event(signInSucceeded, { method: 'eherkenning', session: 's', failures: 0, couplingLapsesAt });
const byToken = event(signInSucceeded, { method: 'token', session: 's', failures: 0 });
const password = (goodUntil: string) => event(passwordChanged, { digest: 'd', goodUntil });
const code = (codeId: string, expiresAt: string) =>
  event(activationCodeMade, { codeId, digest: 'd', expiresAt, code: '7K2M' });
const failed = (failures: number, more: { lastSuccessAt?: string } = {}) =>
  event(signInFailed, { failures, ...more });

const happens = (account: string, time: string, ...events: readonly AnyEvent[]) =>
  history.record(`account-${account}`, events, { time });
const atTheDoor = (account: string, time: string, ...events: readonly AnyEvent[]) =>
  history.record(`signin-${account}`, events, { time });

const stands = async (kind: DeadlineKind, stretch: Partial<Stretch> = {}) =>
  (await findByEnd(await history.upToDate(), kind, ever, { most: 100, ...stretch })).map(
    ({ account, standsUntil }) => `${account} ${standsUntil}`,
  );
const started = async (kind: DeadlineKind, stretch: Partial<Stretch> = {}) =>
  (await findByStart(await history.upToDate(), kind, ever, { most: 100, ...stretch })).map(
    ({ account, startedAt, standsUntil }) => `${account} ${startedAt} ${standsUntil}`,
  );

describe('what comes to an end by itself', () => {
  beforeEach(async () => {
    await happens('a', day(1), event(userCreated, holder));
  });

  it('AVG-05 is known with the event that it comes from', async () => {
    const appended = await happens('a', day(2), password(day(93)));
    expect(await findByEnd(await history.upToDate(), 'password-expires', ever, { most: 1 })).toEqual([
      {
        account: 'a',
        organisation: 'board-1',
        startedAt: day(2),
        standsUntil: day(93),
        event: appended.events[0]?.id,
        stream: 'account-a',
        revision: 1,
      },
    ]);
  });

  it('PWD-07 a password, from the last time that it was set, of an account that signs in with one', async () => {
    await happens(
      'a',
      day(2),
      event(passwordIssued, { digest: 'd', way: 'reset', goodUntil: day(93), delivery: 'x' }),
    );
    await happens('a', day(3), password(day(94)));
    await happens('b', day(2), event(userCreated, { ...holder, signInMethod: 'eherkenning' }));
    await happens('b', day(3), password(day(94)));
    expect(await stands('password-expires')).toEqual([`a ${day(94)}`]);
    await happens('a', day(4), coupled(day(500)));
    await happens('a', day(5), password(day(96)));
    expect(await stands('password-expires')).toEqual([]);
  });

  it('ACT-01 ACT-02 a code, until it is used, replaced or void', async () => {
    await happens('a', day(2), code('code-1', day(3)));
    await happens(
      'a',
      day(2),
      event(activationCodeVoided, { codeId: 'code-1', reason: 'replaced' }),
      code('code-2', day(4)),
    );
    await happens('a', day(2), event(activationCodeVoided, { codeId: 'code-1', reason: 'not-mailed' }));
    expect(await stands('activation-code-expires')).toEqual([`a ${day(4)}`]);
    await happens('a', day(3), coupled(day(500), 'code-2'));
    expect(await stands('activation-code-expires')).toEqual([]);
    await happens(
      'a',
      day(3),
      code('code-3', day(4)),
      event(activationCodeVoided, { codeId: 'code-3', reason: 'not-mailed' }),
    );
    expect(await stands('activation-code-expires')).toEqual([]);
  });

  it('PWD-06 a password whose letter came back is good for nothing any more', async () => {
    const issued = (delivery: string) =>
      event(passwordIssued, { digest: 'd', way: 'letter', goodUntil: day(93), delivery });
    const voided = (delivery: string) => event(passwordVoided, { delivery, reason: 'undeliverable' });
    await happens('a', day(2), issued('one'), issued('two'), voided('one'));
    expect(await stands('password-expires')).toEqual([`a ${day(93)}`]);
    await happens('a', day(3), voided('two'));
    expect(await stands('password-expires')).toEqual([]);
  });

  it('ACT-01 a code, until it is recorded that it has expired', async () => {
    await happens('a', day(2), code('code-1', day(3)));
    await happens('a', day(4), event(activationCodeExpired, { codeId: 'code-1', since: day(3) }));
    expect(await stands('activation-code-expires')).toEqual([]);
  });

  it('EHK-05 a coupling, by the later one of coupling and signing in', async () => {
    await happens('a', day(2), coupled(day(502)));
    expect(await stands('coupling-lapses')).toEqual([`a ${day(502)}`]);
    await atTheDoor('a', day(3), byMeans(day(503)));
    expect(await stands('coupling-lapses')).toEqual([`a ${day(503)}`]);
    await atTheDoor('a', day(4), byMeans(day(100)));
    expect(await stands('coupling-lapses')).toEqual([`a ${day(502)}`]);
    expect(await started('coupling-lapses')).toEqual([`a ${day(4)} ${day(502)}`]);
    await happens(
      'a',
      day(5),
      event(meansDecoupled, { means: 'm', reason: 'wrong-account' }),
      coupledAgain(day(99)),
    );
    expect(await stands('coupling-lapses')).toEqual([`a ${day(100)}`]);
    expect(await started('coupling-lapses')).toEqual([`a ${day(5)} ${day(100)}`]);
    await atTheDoor('a', day(6), byToken);
    expect(await stands('coupling-lapses')).toEqual([`a ${day(99)}`]);
  });

  it.each([
    ['lapsed', event(couplingLapsed, { means: 'm', since: day(9), reservation: 'r' })],
    ['was released', event(previousMeansReleased, { means: 'm', reservation: 'r' })],
    ['ended with its account', event(accountEnded, { reservations: [] })],
  ])('EHK-05 no more once it %s, whatever signing in says', async (_, ending) => {
    await happens('a', day(2), coupled(day(502)));
    await atTheDoor('a', day(3), byMeans(day(503)));
    await happens('a', day(4), ending);
    expect(await stands('coupling-lapses')).toEqual([]);
    expect(await started('coupling-lapses')).toEqual([]);
    await atTheDoor('a', day(5), byMeans(day(504)));
    expect(await stands('coupling-lapses')).toEqual([]);
  });

  it('EHK-05 a coupling of before the rule has no end, until somebody signs in', async () => {
    await happens('a', day(2), coupled());
    expect(await stands('coupling-lapses')).toEqual([]);
    expect(await started('coupling-lapses')).toEqual([]);
    await atTheDoor('a', day(3), byMeans(day(503)));
    expect(await started('coupling-lapses')).toEqual([`a ${day(3)} ${day(503)}`]);
  });

  it('LOG-02 a lock, until somebody signs in or tries again after it', async () => {
    const locked = event(signInLocked, { failures: 5, lockedUntil: day(3) });
    await atTheDoor('a', day(2), failed(5), locked);
    expect(await stands('sign-in-lock-ends')).toEqual([`a ${day(3)}`]);
    await atTheDoor('a', day(4), failed(1));
    expect(await stands('sign-in-lock-ends')).toEqual([]);
    await atTheDoor('a', day(5), failed(5), locked, byToken);
    expect(await stands('sign-in-lock-ends')).toEqual([]);
  });

  it('PWD-12 silence, from the making of the account or from the last sign-in by token', async () => {
    await happens('adm', day(1), event(administratorCreated, holder));
    await happens('m', day(1), event(userCreated, { ...holder, signInMethod: 'eherkenning' }));
    await atTheDoor('m', day(2), byMeans(day(502)));
    await atTheDoor('a', day(3), byToken);
    expect(await started('long-not-signed-in')).toEqual([`adm ${day(1)} null`, `a ${day(3)} null`]);
    const [, silent] = await findByStart(await history.upToDate(), 'long-not-signed-in', ever, { most: 2 });
    expect(silent).toMatchObject({ stream: 'signin-a', revision: 0 });
    await happens('a', day(4), coupled(day(504)));
    expect(await started('long-not-signed-in')).toEqual([`adm ${day(1)} null`]);
  });

  it('END-02 nothing of an account that ended, and nothing of names that nobody has', async () => {
    await happens('a', day(2), password(day(93)), code('code-1', day(3)));
    await atTheDoor('a', day(2), failed(5), event(signInLocked, { failures: 5, lockedUntil: day(3) }));
    await atTheDoor(
      'unknown-7',
      day(2),
      failed(5),
      event(signInLocked, { failures: 5, lockedUntil: day(3) }),
    );
    await happens('a', day(3), event(accountEnded, { reservations: [] }));
    await happens('a', day(4), password(day(95)));
    for (const kind of [
      'password-expires',
      'activation-code-expires',
      'sign-in-lock-ends',
      'long-not-signed-in',
    ] as const) {
      expect(await stands(kind)).toEqual([]);
      expect(await started(kind)).toEqual([]);
    }
    const past = { from: day(1), until: day(9) };
    expect(await findLocks(await history.upToDate(), past)).toMatchObject([
      { account: 'a', organisation: null, at: day(2), stream: 'signin-a', revision: 1 },
    ]);
  });
});

describe('looking them up', () => {
  beforeEach(async () => {
    for (const [account, set, until] of [
      ['a', 3, 9],
      ['b', 2, 9],
      ['c', 1, 8],
    ] as const)
      await happens(account, day(set), event(userCreated, holder), password(day(until)));
  });

  it('in order and in stretches that follow on each other', async () => {
    expect(await stands('password-expires')).toEqual([`c ${day(8)}`, `a ${day(9)}`, `b ${day(9)}`]);
    expect(await stands('password-expires', { most: 1, after: [day(9), 'a'] })).toEqual([`b ${day(9)}`]);
    expect(await started('password-expires', { most: 1, after: [day(1), 'c'] })).toEqual([
      `b ${day(2)} ${day(9)}`,
    ]);
  });

  it('from a moment on, until right before another', async () => {
    const rows = await history.upToDate();
    const kind = 'password-expires';
    expect(await countByEnd(rows, kind, { from: day(8), until: day(9) })).toBe(1);
    expect(await countByEnd(rows, kind, { from: day(9) })).toBe(2);
    expect(await countByStart(rows, kind, { from: day(2), until: day(3) })).toBe(1);
    expect(await countByStart(rows, kind, {})).toBe(3);
    expect(await countByStart(rows, kind, { from: day(2) }, { until: day(9) })).toBe(0);
    expect(await countByStart(rows, kind, { until: day(3) }, { from: day(9) })).toBe(1);
  });

  it('LOG-02 all failures of who failed in the range, with the last success before each', async () => {
    await atTheDoor('a', day(10), failed(1));
    await atTheDoor('a', day(20), failed(2, { lastSuccessAt: day(15) }));
    await atTheDoor('a', day(22), failed(3));
    await atTheDoor('b', day(10), failed(1));
    const rows = await history.upToDate();
    expect(await accountsThatFailed(rows, { from: day(20), until: day(21) })).toEqual(['a']);
    expect(await accountsThatFailed(rows, { from: day(21), until: day(22) })).toEqual([]);
    const found = await findFailures(rows, ['a'], day(22));
    expect([...found.keys()]).toEqual(['a']);
    expect(found.get('a')).toMatchObject([
      { at: day(10), stream: 'signin-a', revision: 0 },
      { at: day(20), lastSuccessAt: day(15), revision: 1 },
    ]);
    expect(found.get('a')?.[0]).not.toHaveProperty('lastSuccessAt');
  });
});
