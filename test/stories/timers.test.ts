import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { proposalOf } from '#libs/commands/propose-policy';
import { meansCoupled } from '#libs/domain/account/coupling-events';
import { type AccountEvent, userCreated } from '#libs/domain/account/events';
import { passwordChanged } from '#libs/domain/account/password-events';
import { event } from '#libs/domain/catalogue';
import { StoreUnavailable } from '#libs/event-store/errors';
import { folder } from '#libs/installation/folder';
import { recorded } from './given/letters.js';
import { tokenHolder } from './given/passwords.js';
import {
  accountIn,
  couple,
  createUser,
  end,
  givenAdministrator,
  givenUserWithCode,
  holder,
  idFor,
  mailCode,
  operator,
  origin,
  outcomeOf,
} from './given/people.js';
import { Portal } from './given/portal.js';

const hour = 60;
const day = 24 * hour;

let portal: Portal;
let administrator: Caller;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
});
afterEach(() => portal.closeForGood());

const everyMinute = async (): Promise<void> => {
  await portal.runProcesses();
  await portal.workOffDeadlines();
  await portal.runProcesses();
};
/** Goes on, and is looked at then. @param minutes by which */
const after = async (minutes: number): Promise<void> => {
  portal.outside.later(minutes);
  await everyMinute();
};
const inMinutes = (minutes: number): string =>
  new Date(portal.outside.now().getTime() + minutes * 60_000).toISOString();
/** What the timers recorded of the account. */
const timersOf = async (account: string): Promise<unknown[]> =>
  (await portal.journal.read(`account-${account}`)).flatMap(({ event: { type, data } }) => {
    if (type === 'account.reminder-due') return [`remind ${String(data['of'])} ${String(data['deadline'])}`];
    return 'since' in data ? [`${type} ${String(data['since'])}`] : [];
  });
const setPolicy = async (values: object): Promise<void> => {
  const body = { inForceFrom: inMinutes(0), values: { ...values } };
  const key = idFor(`propose ${JSON.stringify(values)}`);
  const proposed = await portal.desk.issue('propose-policy', {
    idempotencyKey: key,
    caller: operator,
    origin,
    body,
  });
  const confirmed = portal.desk.issue('confirm-policy', {
    idempotencyKey: key,
    caller: { ...operator, id: idFor('operator-2'), subject: 'operator-2' },
    origin,
    body: { proposal: proposalOf(proposed.commandId) },
  });
  expect(outcomeOf(await confirmed)).toBe('applied');
};
/** Somebody who has chosen a password, good for 91 days from now. */
async function givenPasswordOf(who: string): Promise<{ account: string; goodUntil: string }> {
  const account = accountIn(await createUser(portal, administrator, who, tokenHolder(`${who}1234`)));
  const goodUntil = inMinutes(91 * day);
  await recorded(portal, account, event(passwordChanged, { digest: 'argon2id', goodUntil }));
  return { account, goodUntil };
}

describe('an activation code', () => {
  it('ACT-01 that is not used is reminded of 4 hours before it expires, and then recorded as expired', async () => {
    const account = await givenUserWithCode(portal, administrator, 'anna');
    const expiresAt = inMinutes(day);
    await after(20 * hour - 1);
    expect(await timersOf(account)).toEqual([]);
    await after(1);
    const reminded = [`remind activation-code-unused ${expiresAt}`];
    expect(await timersOf(account)).toEqual(reminded);
    await after(4 * hour - 1);
    expect(await timersOf(account)).toEqual(reminded);
    await after(1);
    await after(day);
    expect(await timersOf(account)).toEqual([...reminded, `account.activation-code-expired ${expiresAt}`]);
  });

  it('ACT-01 AVG-01 what is recorded says by what and because of which event, in the same act', async () => {
    const account = await givenUserWithCode(portal, administrator, 'anna');
    await after(day);
    const events = await portal.journal.read(`account-${account}`);
    const made = events.find(({ event: { type } }) => type === 'account.activation-code-made')?.envelope;
    expect(events.at(-1)?.envelope).toMatchObject({
      type: 'account.activation-code-expired',
      rule: 'ACT-01',
      actor: { kind: 'process', id: 'expire-activation-codes' },
      causation: made?.id,
      correlation: made?.correlation,
      origin: { channel: 'process' },
    });
  });

  it('ACT-01 that coupled is neither reminded of nor expires; nor one of an account that ended', async () => {
    const anna = await givenUserWithCode(portal, administrator, 'anna');
    const bert = await givenUserWithCode(portal, administrator, 'bert');
    await couple(portal, anna, 'anna', 'anna couples');
    await end(portal, administrator, bert, 'bert ends');
    await after(20 * hour);
    await after(day);
    expect(await timersOf(anna)).toEqual([]);
    expect(await timersOf(bert)).toEqual([]);
  });

  it('ACT-02 that was replaced is over; the new one is counted from its own making', async () => {
    const account = await givenUserWithCode(portal, administrator, 'anna');
    await after(10 * hour);
    await mailCode(portal, administrator, account, 'a new code');
    const expiresAt = inMinutes(day);
    await after(20 * hour - 1);
    expect(await timersOf(account)).toEqual([]);
    await after(1);
    await after(4 * hour);
    expect(await timersOf(account)).toEqual([
      `remind activation-code-unused ${expiresAt}`,
      `account.activation-code-expired ${expiresAt}`,
    ]);
  });

  it('ACT-01 that lives shorter than the reminder comes before it is not reminded of: its mail has only just gone', async () => {
    await setPolicy({ 'activationCode.validFor': 'PT4H' });
    const account = await givenUserWithCode(portal, administrator, 'anna');
    const expiresAt = inMinutes(4 * hour);
    await everyMinute();
    await after(4 * hour);
    expect(await timersOf(account)).toEqual([`account.activation-code-expired ${expiresAt}`]);
  });
});

describe('a password', () => {
  it('PWD-07 is reminded of 14 days before it expires, once', async () => {
    const { account, goodUntil } = await givenPasswordOf('Anna');
    await after(77 * day - 1);
    expect(await timersOf(account)).toEqual([]);
    await after(1);
    await after(1);
    await after(20 * day);
    expect(await timersOf(account)).toEqual([`remind password-expires ${goodUntil}`]);
  });

  it('PWD-08 that was changed is reminded of by its own deadline', async () => {
    const { account } = await givenPasswordOf('Anna');
    await after(76 * day);
    const goodUntil = inMinutes(91 * day);
    await recorded(portal, account, event(passwordChanged, { digest: 'argon2id', goodUntil }));
    await after(2 * day);
    expect(await timersOf(account)).toEqual([]);
    await after(75 * day);
    expect(await timersOf(account)).toEqual([`remind password-expires ${goodUntil}`]);
  });

  it('PWD-07 ADM-11 when the reminder comes follows the policy at its start', async () => {
    const { account: early } = await givenPasswordOf('Anna');
    await after(1);
    await setPolicy({ 'reminder.passwordExpiresBefore': 'P7D' });
    const { account: late } = await givenPasswordOf('Bert');
    await after(77 * day);
    expect(await timersOf(early)).toHaveLength(1);
    expect(await timersOf(late)).toHaveLength(0);
    await after(7 * day);
    expect(await timersOf(late)).toHaveLength(1);
  });
});

describe('a coupling', () => {
  it('EHK-05 is reminded of after 17 months, and lapses after 18', async () => {
    const account = await givenUserWithCode(portal, administrator, 'anna');
    await couple(portal, account, 'anna', 'anna couples');
    // From 23 November, 21:55 in Amsterdam, to 23 April and 23 May, an hour earlier in UTC.
    await after((365 + 152) * day - hour - 1);
    expect(await timersOf(account)).toEqual([]);
    await after(1);
    const reminded = ['remind coupling-lapses 2028-05-23T19:55:00.000Z'];
    expect(await timersOf(account)).toEqual(reminded);
    await after(30 * day - 1);
    expect(await timersOf(account)).toEqual(reminded);
    await after(1);
    await after(day);
    expect(await timersOf(account)).toEqual([
      ...reminded,
      'account.coupling-lapsed 2028-05-23T19:55:00.000Z',
    ]);
  });
});

describe('a worker that was down', () => {
  it('EHK-05 ACT-01 PWD-07 reminds nobody of what is over, and records what has become so as of its moment', async () => {
    const anna = await givenUserWithCode(portal, administrator, 'anna');
    const expiresAt = inMinutes(day);
    const { account: bert, goodUntil } = await givenPasswordOf('Bert');
    portal = await portal.restart();
    await after(7 * day);
    expect(await timersOf(anna)).toEqual([`account.activation-code-expired ${expiresAt}`]);
    portal = await portal.restart();
    await after(83 * day);
    expect(await timersOf(bert)).toEqual([`remind password-expires ${goodUntil}`]);
  });

  it('architecture 15 begins anew without anything it kept, and records nothing twice', async () => {
    const anna = await givenUserWithCode(portal, administrator, 'anna');
    const { account: bert } = await givenPasswordOf('Bert');
    await after(20 * hour);
    await after(90 * day);
    expect(await timersOf(anna)).toHaveLength(2);
    expect(await timersOf(bert)).toHaveLength(1);
    const before = (await portal.history()).length;
    await portal.close();
    const { processes } = folder(portal.directory);
    for (const suffix of ['', '-wal', '-shm']) await rm(`${processes}${suffix}`, { force: true });
    portal = await Portal.open(portal.directory, portal.outside);
    // Deadlines of long ago stand there until what settled them has been followed: nothing is worked off before.
    await Promise.all([portal.workOffDeadlines(), everyMinute()]);
    await after(1);
    expect(await portal.history()).toHaveLength(before);
  });
});

describe('many deadlines at once', () => {
  const many = 1_000;
  const minutes = 7 * day;
  /** What is given side by side. */
  const sideBySide = 32;

  /** People whose couplings lapse one after another within a week, in no order of their names. */
  async function givenCouplings(number: number): Promise<void> {
    for (let first = 0; first < number; first += 100)
      await Promise.all(
        Array.from({ length: Math.min(100, number - first) }, (_, nth) => {
          const lapsesAt = inMinutes(1 + (((first + nth) * 7_919) % minutes));
          return recorded(portal, accountNumbered(first + nth), ...coupledUntil(first + nth, lapsesAt));
        }),
      );
    await portal.runProcesses();
  }
  const accountNumbered = (nth: number): string => idFor(`person ${nth}`);
  const lapses = async (): Promise<string[]> =>
    (await portal.history()).flatMap(({ event: { type, data } }) =>
      type === 'account.coupling-lapsed' ? [String(data['since'])] : [],
    );

  it('architecture 15 EHK-05 of a week are worked off in order of due time, while people go on', async () => {
    await givenCouplings(many);
    portal = await portal.restart();
    portal.outside.later(minutes + 1);
    await portal.runProcesses();
    const working = portal.workOffDeadlines();
    // Somebody comes by in the meantime, and doesn't wait until all is done.
    expect(outcomeOf(await createUser(portal, administrator, 'anna'))).toBe('applied');
    expect(portal.background.timers.deadlines.next()).toBeDefined();
    await working;
    expect(portal.background.timers.deadlines.next()).toBeUndefined();
    const recordedLapses = await lapses();
    expect(recordedLapses).toHaveLength(many);
    const inOrder = recordedLapses.toSorted();
    for (const [nth, since] of recordedLapses.entries()) {
      expect(since >= (inOrder[nth - sideBySide] ?? '')).toBe(true);
      expect(since <= (inOrder[nth + sideBySide] ?? '9')).toBe(true);
    }
  }, 600_000);

  it('architecture 15 one that fails keeps none of the others waiting, and is tried again', async () => {
    await givenCouplings(100);
    portal.outside.later(minutes + 1);
    const stream = `account-${accountNumbered(50)}`;
    portal.store.interrupt({
      before: (append) => {
        if (append.stream === stream) throw new StoreUnavailable('it is away.');
      },
    });
    await expect(portal.workOffDeadlines()).rejects.toThrow(StoreUnavailable);
    expect(await lapses()).toHaveLength(99);
    portal.store.calm();
    await portal.workOffDeadlines();
    expect(await lapses()).toHaveLength(100);
  });

  it('architecture 15 when it is told to end it finishes what it began, and no more', async () => {
    await givenCouplings(100);
    portal.outside.later(minutes + 1);
    const ending = new AbortController();
    portal.store.onceBefore(
      ({ type }) => type.startsWith('account.coupling-lapsed'),
      async () => ending.abort(),
    );
    await portal.workOffDeadlines(ending.signal);
    expect(await lapses()).toHaveLength(sideBySide);
    await portal.workOffDeadlines();
    expect(await lapses()).toHaveLength(100);
  });

  it('architecture 15 nothing is worked off while what happened can’t be followed', async () => {
    await givenCouplings(1);
    portal.outside.later(minutes + 1);
    const ending = new AbortController();
    portal = await portal.restart();
    const waiting = portal.workOffDeadlines(ending.signal);
    ending.abort();
    await waiting;
    expect(await lapses()).toEqual([]);
  });
});

const coupledUntil = (nth: number, lapsesAt: string): AccountEvent[] => [
  event(userCreated, {
    ...holder(`p${nth}`),
    username: `P${nth}`,
    reservations: [`reservation-email-address-1-${nth}`, `reservation-username-1-${nth}`],
  }),
  event(meansCoupled, {
    means: `means ${nth}`,
    pseudonym: `pseudonym ${nth}`,
    legalSubject: 'KvK:12345678',
    level: 'loa3',
    codeId: `code ${nth}`,
    privacyStatement: '2026-01',
    termsOfUse: '2026-01',
    reservation: `reservation-means-1-${nth}`,
    lapsesAt,
  }),
];
