import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { type AccountEvent } from '#libs/domain/account/events';
import { ERASED } from '#libs/domain/catalogue';
import { type RecordedEvent } from '#libs/journal/journal';
import { deskDoes, isPassword, tokenHolder } from './given/passwords.js';
import { accountIn, accountOf, createUser, givenAdministrator, outcomeOf, readable } from './given/people.js';
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

describe('a blocked administrator', () => {
  it('USR-07 does nothing to others until the service desk lifts the block', async () => {
    await deskDoes(portal, 'block-account', administrator.id);
    expect(outcomeOf(await createUser(portal, administrator, 'anna'))).toBe('ADM-02');
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
