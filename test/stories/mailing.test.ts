import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { isErased } from '#libs/domain/catalogue';
import { StoreUnavailable } from '#libs/event-store/errors';
import { folder } from '#libs/installation/folder';
import {
  accountIn,
  accountOf,
  createUser,
  givenAdministrator,
  idFor,
  mailCode,
  operator,
  outcomeOf,
} from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
let account: string;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
  account = accountIn(await createUser(portal, administrator, 'user'));
});
afterEach(() => portal.closeForGood());

const codeMade = async (key = 'code') => {
  await mailCode(portal, administrator, account, key);
  return (await accountOf(portal, account)).activationCode?.id ?? '';
};
const count = async (type: string): Promise<number> =>
  (await portal.typesOf(`account-${account}`)).filter((one) => one === type).length;
/** Whether the code can still be read in history, by who has the keys. */
const readable = async (): Promise<boolean[]> =>
  (await portal.journal.read(`account-${account}`)).flatMap(({ event }) =>
    event.type === 'account.activation-code-made' ? [!isErased(event.data.code)] : [],
  );

const expectMailedOnce = async (code: string): Promise<void> => {
  expect(await portal.mails()).toEqual([`${code}.eml`]);
  expect(await count('account.activation-code-mailed')).toBe(1);
  expect((await accountOf(portal, account)).activationCode?.mail).toBe('left');
  expect(await readable()).toEqual([false]);
};

describe('the mail with an activation code', () => {
  it('ACT-06 leaves once, is recorded, and then nobody can read the code any more', async () => {
    const code = await codeMade();
    expect(await readable()).toEqual([true]);
    await portal.runProcesses();
    await expectMailedOnce(code);
  });

  it.each(
    ['mail.asked-for', 'mail.tried', 'mail.sent', 'account.activation-code-mailed'].flatMap((type) =>
      (['before', 'after'] as const).map((moment) => ({ type, moment })),
    ),
  )('ACT-06 leaves once when the program died $moment it recorded $type', async ({ type, moment }) => {
    const code = await codeMade();
    portal.store.dieWhen(type, moment);
    const stopped = portal.runProcesses();
    await portal.trouble();
    portal = await portal.restart();
    await stopped;
    await portal.runProcesses();
    await expectMailedOnce(code);
  });

  it('ACT-06 leaves when the store is back, without a restart, and the process says that it waited', async () => {
    const code = await codeMade();
    let faults = 0;
    portal.store.interrupt({
      before: ({ type }) => {
        if (!type.startsWith('account.activation-code-mailed')) return;
        faults += 1;
        if (faults <= 4) throw new StoreUnavailable('it is away.');
      },
    });
    await portal.runProcesses();
    await expectMailedOnce(code);
    expect(portal.delays).toEqual([100, 200, 400, 800]);
    expect(portal.troubles.map(({ name, state }) => `${name} ${state}`)).toEqual(
      Array.from({ length: 4 }, () => 'tell-accounts-of-mails waiting'),
    );
  });

  it('ACT-06 is not sent again when all processes begin from zero, and nothing else is done again', async () => {
    const code = await codeMade();
    await portal.runProcesses();
    const mail = join(portal.mailFolder, `${code}.eml`);
    await rm(mail);
    const before = (await portal.history()).length;
    await portal.close();
    for (const suffix of ['', '-wal', '-shm'])
      await rm(`${folder(portal.directory).processes}${suffix}`, { force: true });
    portal = await Portal.open(portal.directory, portal.outside);
    await portal.runProcesses();
    await portal.sweep();
    portal.outside.later(11);
    await portal.sweep();
    expect(await portal.mails()).toEqual([]);
    expect(await portal.history()).toHaveLength(before);
  });

  it('ACT-02 is not sent for a code that was replaced before, and that code can’t be read any more', async () => {
    await codeMade('first');
    const second = await codeMade('second');
    await portal.runProcesses();
    expect(await portal.mails()).toEqual([`${second}.eml`]);
    expect(await readable()).toEqual([false, false]);
    expect(await count('account.activation-code-mailed')).toBe(1);
  });

  it('ACT-01, ACT-06 is not sent for a code that has expired before, and that is recorded', async () => {
    await codeMade();
    portal.outside.later(24 * 60);
    await portal.runProcesses();
    expect(await portal.mails()).toEqual([]);
    expect(await count('account.activation-code-mail-failed')).toBe(1);
    expect((await accountOf(portal, account)).activationCode?.mail).toBe('failed');
    expect(await readable()).toEqual([false]);
  });

  it('ACT-06 waits while no mail can leave, and leaves once it can; the portal says that it waits', async () => {
    await writeFile(portal.mailFolder, 'a file where the folder should be');
    const code = await codeMade();
    await portal.runProcesses();
    expect((await accountOf(portal, account)).activationCode).toMatchObject({ mail: 'waiting' });
    expect(portal.background.mailing.sender.status()).toMatchObject({ state: 'waiting', reason: 'EEXIST' });
    await portal.sendMails();
    // What nobody could write was not tried, however often.
    expect(await portal.typesOf(`mail-${code}`)).toEqual(['mail.asked-for']);

    await rm(portal.mailFolder);
    await portal.sendMails();
    await expectMailedOnce(code);
    expect(portal.background.mailing.sender.status()).toEqual({ name: 'send-mails', state: 'running' });
  });

  it('ACT-06 that came back voids its code, once; a delay doesn’t, nor what is no mail of ours', async () => {
    const code = await codeMade();
    await portal.runProcesses();
    const back = (key: string, action: 'failed' | 'delayed', mail = code) =>
      portal.desk.issue('record-mail-bounce', {
        idempotencyKey: idFor(key),
        caller: operator,
        origin: { channel: 'http' },
        body: { mail, action, status: '5.1.1' },
      });
    expect(outcomeOf(await back('delayed', 'delayed'))).toBe('changed-nothing');
    expect((await accountOf(portal, account)).activationCode?.void).toBeUndefined();
    expect(outcomeOf(await back('failed', 'failed'))).toBe('applied');
    expect(outcomeOf(await back('again', 'failed'))).toBe('changed-nothing');
    expect(await back('nobody’s', 'failed', idFor('nobody’s mail'))).toMatchObject({
      outcome: 'refused',
      answer: 'unknown',
    });
    await portal.runProcesses();
    expect((await accountOf(portal, account)).activationCode).toMatchObject({
      mail: 'failed',
      void: 'not-mailed',
    });
    expect(await count('account.activation-code-mail-failed')).toBe(1);
  });

  it('AVG-03 the code stands in no file of the installation but the mail, once it has left', async () => {
    const code = await codeMade();
    await portal.runProcesses();
    const secret = await portal.mailedCode(code);
    expect(secret).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    await portal.close();
    const files = folder(portal.directory);
    for (const file of [files.events, files.keys, files.processes])
      expect((await readFile(file)).includes(secret)).toBe(false);
    portal = await Portal.open(portal.directory, portal.outside);
  });
});
