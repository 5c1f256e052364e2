import { describe, expect, it } from '@jest/globals';
import {
  administratorAppointed,
  administratorCreated,
  administratorSteppedDown,
} from '#libs/domain/account/administrator-events';
import { meansCoupled } from '#libs/domain/account/coupling-events';
import { accountEnded, type AccountEvent, userCreated } from '#libs/domain/account/events';
import { event } from '#libs/domain/catalogue';
import { signInSucceeded } from '#libs/domain/sign-in/events';
import { BadCursor, encodeCursor } from '../engine/cursor.js';
import { readModelOf } from '../read-model-of.test-data.js';
import { listNotSignedIn, type SilentAccountsAsked } from './list-not-signed-in.js';
import { notSignedIn } from './not-signed-in.js';

const history = readModelOf(notSignedIn);

const listed = async (asked: Partial<SilentAccountsAsked> = {}) => {
  const all = { organisations: 'all', before: '2026-02-01T00:00:00.000Z' } as const;
  return listNotSignedIn(await history.upToDate(), { ...all, ...asked });
};
const ids = async (asked: Partial<SilentAccountsAsked> = {}) =>
  (await listed(asked)).accounts.map(({ id }) => id);

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
const form = {
  formReference: 'F-1',
  dateReceived: '2026-01-20',
  signatoryId: '01890000-0000-7000-8000-000000000009',
  signatory: 'M. de Boer',
};
const user = event(userCreated, holder);
const happens = (account: string, time: string, ...events: readonly AccountEvent[]) =>
  history.record(`account-${account}`, events, { time });

const january = '2026-01-10T10:00:00.000Z';
const february = '2026-02-10T10:00:00.000Z';

describe('the report of accounts that nobody signed in to for long', () => {
  it('PWD-12 an account is on it that was made before the moment, and that nobody ever signed in to', async () => {
    await happens('a', january, user);
    await happens('b', february, user);
    expect((await listed()).accounts).toEqual([
      { id: 'a', organisation: 'board-1', kind: 'user', createdAt: january, lastSignedInAt: null },
    ]);
    expect(await ids({ before: january })).toEqual([]);
    expect(await ids({ before: '2026-01-10T10:00:00.001Z' })).toEqual(['a']);
  });

  it('PWD-12 signing in takes it off, until that is long ago', async () => {
    await happens('a', january, user);
    const succeeded = event(signInSucceeded, { method: 'token', session: 's', failures: 0 });
    await history.record('signin-a', [succeeded], { time: february });
    expect(await ids()).toEqual([]);
    expect((await listed({ before: '2026-02-10T10:00:00.001Z' })).accounts).toMatchObject([
      { id: 'a', createdAt: january, lastSignedInAt: february },
    ]);
  });

  it('PWD-12 only living accounts that sign in with a token', async () => {
    await happens('means', january, event(userCreated, { ...holder, signInMethod: 'eherkenning' }));
    await happens('ended', january, user, event(accountEnded, { reservations: [] }));
    const coupled = event(meansCoupled, {
      means: 'm',
      pseudonym: 'p',
      legalSubject: 'KvK:12345678',
      level: 'loa3',
      codeId: 'c',
      privacyStatement: '2026-01',
      termsOfUse: '2026-01',
      reservation: 'r',
    });
    await happens('converted', january, user, coupled);
    expect(await ids()).toEqual([]);
  });

  it('PWD-12 says who is an administrator: the service desk gives those a new password', async () => {
    await happens('a', january, event(administratorCreated, holder), event(administratorAppointed, form));
    await happens('b', january, user, event(administratorAppointed, form));
    const stepsDown = event(administratorSteppedDown, { ...form, afterwards: 'stays-on-as-user' });
    await happens('c', january, event(administratorCreated, holder), stepsDown);
    expect((await listed()).accounts.map(({ kind }) => kind)).toEqual([
      'administrator',
      'administrator',
      'user',
    ]);
  });

  it('ADM-02 only of organisations in reach', async () => {
    await happens('a', january, user);
    await happens('b', january, event(userCreated, { ...holder, organisation: 'board-2' }));
    expect(await ids()).toEqual(['a', 'b']);
    expect(await ids({ organisations: new Set(['board-2']) })).toEqual(['b']);
    expect(await ids({ organisations: new Set() })).toEqual([]);
  });

  it('PWD-12 the longest silent first, in pages that follow on each other', async () => {
    await happens('b', '2026-01-03T00:00:00.000Z', user);
    await happens('c', '2026-01-02T00:00:00.000Z', user);
    await happens('a', '2026-01-03T00:00:00.000Z', user);
    const first = await listed({ limit: 2 });
    expect(first.accounts.map(({ id }) => id)).toEqual(['c', 'a']);
    const second = await listed({ limit: 2, cursor: first.next ?? '' });
    expect(second.accounts.map(({ id }) => id)).toEqual(['b']);
    expect(second.next).toBeUndefined();
    expect((await listed({ limit: 3 })).next).toBeUndefined();
  });

  it('PWD-12 a cursor that it did not give is refused', async () => {
    for (const cursor of ['', 'a', encodeCursor(''), encodeCursor(`${january} two words`)])
      await expect(listed({ cursor })).rejects.toThrow(BadCursor);
  });
});
