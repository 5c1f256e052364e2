import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { type AccountEvent } from '#libs/domain/account/events';
import { ERASED } from '#libs/domain/catalogue';
import { type RecordedEvent } from '#libs/journal/journal';
import { deskDoes, givenUserWithPassword, isPassword, tokenHolder } from './given/passwords.js';
import {
  accountIn,
  accountOf,
  createUser,
  givenAdministrator,
  idFor,
  origin,
  outcomeOf,
  readable,
} from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal, 'beheerder', tokenHolder('Beheer12'));
});
afterEach(() => portal.closeForGood());

const issuedTo = async (account: string) => {
  const history = (await portal.journal.read(`account-${account}`)) as RecordedEvent<AccountEvent>[];
  return history.flatMap(({ event }) => (event.type === 'account.password-issued' ? [event.data] : []));
};
/** Everything in it, sealed fields opened. */
const written = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
/** Files of the installation in which the text stands readable. */
const filesWith = (text: string): string[] =>
  readdirSync(portal.directory, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);

describe('a password by letter', () => {
  it('PWD-10 is on its way to the letter, is what the administrator signs in with, and must be changed', async () => {
    expect(outcomeOf(await deskDoes(portal, 'issue-password', administrator.id))).toBe('applied');
    const [issued] = await issuedTo(administrator.id);
    const password = readable(issued?.password ?? ERASED);
    expect(issued).toMatchObject({ way: 'letter', goodUntil: '2027-02-22T20:55:00.000Z' });
    expect(await isPassword(portal, administrator.id, password)).toBe(true);
    expect(await accountOf(portal, administrator.id)).toMatchObject({
      password: { issued: true },
      accessEpoch: 1,
    });
  });

  it('AVG-03 stands readable in no file, and nowhere at all once its key is destroyed', async () => {
    await deskDoes(portal, 'issue-password', administrator.id);
    const [issued] = await issuedTo(administrator.id);
    expect(filesWith(readable(issued?.password ?? ERASED))).toEqual([]);
    expect(filesWith('account.password-issued').length).toBeGreaterThan(0);
    await portal.keys.destroy({ subject: String(issued?.delivery), purpose: 'delivery' });
    expect((await issuedTo(administrator.id))[0]?.password).toEqual(ERASED);
  });

  it('PWD-10 the same command again issues no other one', async () => {
    const once = await deskDoes(portal, 'issue-password', administrator.id, 'one');
    expect(await deskDoes(portal, 'issue-password', administrator.id, 'one')).toEqual(once);
    await deskDoes(portal, 'issue-password', administrator.id, 'two');
    const issued = await issuedTo(administrator.id);
    expect(new Set(issued.map(({ password }) => password)).size).toBe(2);
    expect(new Set(issued.map(({ delivery }) => delivery)).size).toBe(2);
  });

  it('PWD-07 its 91 days are days of the calendar, summer time or not', async () => {
    portal.outside.later(60 * 24 * 60);
    await deskDoes(portal, 'issue-password', administrator.id);
    const { password } = await accountOf(portal, administrator.id);
    expect(password?.goodUntil).toBe('2027-04-23T19:55:00.000Z');
  });
});

describe('resetting a password', () => {
  let user: string;
  beforeEach(async () => {
    user = await givenUserWithPassword(portal, administrator, 'Anna1234', 'Zomer-in-2026');
  });
  /** @returns what was shown, and how it came out */
  const reset = async (key: string, at = portal) => {
    const shown: string[] = [];
    const receipt = await at.desk.issue('reset-password', {
      idempotencyKey: idFor(key),
      caller: administrator,
      origin,
      body: { account: user },
      onSecret: (secret) => shown.push(secret),
    });
    return { shown, receipt };
  };

  it('PWD-09 the administrator is shown the password that the user signs in with from now on', async () => {
    const { shown, receipt } = await reset('reset');
    expect(outcomeOf(receipt)).toBe('applied');
    expect(shown).toEqual([expect.stringMatching(/^([a-z]{4}[2-9]{4}){2}$/)]);
    expect(await isPassword(portal, user, shown[0] ?? '')).toBe(true);
    expect(await isPassword(portal, user, 'Zomer-in-2026')).toBe(false);
    expect(await accountOf(portal, user)).toMatchObject({ password: { issued: true } });
  });

  it('PWD-09 AVG-03 it stands nowhere: in no event, sealed or not, in no receipt and no file', async () => {
    const { shown, receipt } = await reset('reset');
    const [password = ''] = shown;
    expect(written(await portal.history())).not.toContain(password);
    expect(written(receipt)).not.toContain(password);
    expect(filesWith(password)).toEqual([]);
    expect((await issuedTo(user))[0]).not.toHaveProperty('password');
  });

  it('PWD-09 the same command again is answered the same, and shows nothing', async () => {
    const first = await reset('reset');
    const again = await reset('reset');
    expect(again.receipt).toEqual(first.receipt);
    expect(again.shown).toEqual([]);
    expect(await issuedTo(user)).toHaveLength(1);
  });

  it('PWD-09 also when the answer was lost: then it takes another reset', async () => {
    portal.store.dieAt(1, 'after');
    await expect(reset('reset')).rejects.toThrow('stopped');
    portal = await portal.restart();
    expect((await reset('reset')).shown).toEqual([]);
    const { shown } = await reset('another');
    expect(await isPassword(portal, user, shown[0] ?? '')).toBe(true);
  });

  it('PWD-09 of two programs that carry out the same command at once, one shows the password that holds', async () => {
    const beside = await portal.beside();
    let other: Awaited<ReturnType<typeof reset>> | undefined;
    portal.store.onceBefore(
      ({ type }) => type.startsWith('account.password-issued'),
      async () => (other = await reset('reset', beside)),
    );
    const { shown } = await reset('reset');
    expect(shown).toEqual([]);
    expect(await isPassword(portal, user, other?.shown[0] ?? '')).toBe(true);
  });
});

describe('a blocked administrator', () => {
  it('TOK-07 does nothing to others until the service desk lifts the block', async () => {
    await deskDoes(portal, 'block-account', administrator.id);
    expect(outcomeOf(await createUser(portal, administrator, 'anna'))).toBe('TOK-07');
    expect(outcomeOf(await deskDoes(portal, 'unblock-account', administrator.id))).toBe('applied');
    expect(outcomeOf(await createUser(portal, administrator, 'bert'))).toBe('applied');
  });

  it('USR-07 their users are still managed, and get a block of their own lifted', async () => {
    const account = accountIn(await createUser(portal, administrator, 'anna'));
    const colleague = await givenAdministrator(portal, 'collega');
    await deskDoes(portal, 'block-account', administrator.id);
    await deskDoes(portal, 'block-account', account, 'block user');
    expect(await accountOf(portal, account)).toMatchObject({ blocked: 'on-request' });
    const mail = await portal.desk.issue('mail-activation-code', {
      idempotencyKey: '0195e6a0-0000-7000-8000-00000000000a',
      caller: colleague,
      origin: { channel: 'http' },
      body: { account },
    });
    expect(outcomeOf(mail)).toBe('applied');
  });

  it('USR-06 blocking twice records one block', async () => {
    await deskDoes(portal, 'block-account', administrator.id, 'one');
    expect(outcomeOf(await deskDoes(portal, 'block-account', administrator.id, 'two'))).toBe(
      'changed-nothing',
    );
    expect(outcomeOf(await deskDoes(portal, 'unblock-account', administrator.id, 'three'))).toBe('applied');
    expect(outcomeOf(await deskDoes(portal, 'unblock-account', administrator.id, 'four'))).toBe(
      'changed-nothing',
    );
  });
});
