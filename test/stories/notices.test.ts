import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { folder } from '#libs/installation/folder';
import {
  accountIn,
  couple,
  createUser,
  decouple,
  end,
  givenAdministrator,
  mailCode,
} from './given/people.js';
import { deskDoes } from './given/passwords.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
let account: string;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
  account = accountIn(await createUser(portal, administrator, 'user'));
  await mailCode(portal, administrator, account, 'code');
  await portal.runProcesses();
});
afterEach(() => portal.closeForGood());

/** Kinds of the mails to the account, as they were asked for. */
const mailedTo = async (of: string): Promise<string[]> =>
  (await portal.history()).flatMap(({ event: { type, data } }) =>
    type === 'mail.asked-for' && data['account'] === of ? [String(data['kind'])] : [],
  );
const textOf = async (kind: string): Promise<string> => {
  const asked = (await portal.history()).findLast(
    ({ event: { type, data } }) => type === 'mail.asked-for' && data['kind'] === kind,
  );
  const id = asked?.envelope.stream.slice('mail-'.length) ?? '';
  return readFile(join(portal.mailFolder, `${id}.eml`), 'utf8');
};

describe('what a person is told by mail', () => {
  it('EHK-02 EHK-07 of a means that was coupled and decoupled; the code goes in a mail of its own', async () => {
    await couple(portal, account, 'user', 'couple');
    await portal.runProcesses();
    await decouple(portal, administrator, account, 'decouple');
    await portal.runProcesses();
    expect(await mailedTo(account)).toEqual([
      'activation-code',
      'means-coupled',
      'means-decoupled',
      'activation-code',
    ]);
    expect(await textOf('means-decoupled')).toContain('To: user@voorbeeldschool.nl');
    expect(await portal.codeMails()).toHaveLength(2);
  });

  it('USR-07 of a block, which a refused sign-in doesn’t tell', async () => {
    await deskDoes(portal, 'block-account', administrator.id);
    await deskDoes(portal, 'unblock-account', administrator.id);
    await portal.runProcesses();
    expect(await mailedTo(administrator.id)).toEqual(['account-blocked', 'account-unblocked']);
  });

  it('END-01 of nothing once the account has ended, also not of what came just before', async () => {
    await deskDoes(portal, 'block-account', account);
    await end(portal, administrator, account, 'end');
    await portal.runProcesses();
    expect(await portal.mails()).toHaveLength(1);
    const mail = (await portal.history()).filter(({ event }) => event.type.startsWith('mail.'));
    expect(mail.slice(-2).map(({ event: { type, data } }) => [type, data['kind'] ?? data['reason']])).toEqual(
      [
        ['mail.asked-for', 'account-blocked'],
        ['mail.given-up', 'no-longer-needed'],
      ],
    );
  });
});

describe('history that is replayed', () => {
  it('architecture 15: sends no mail, makes no letter and adds no event, where processes and read models are built anew', async () => {
    await couple(portal, account, 'user', 'couple');
    await deskDoes(portal, 'block-account', administrator.id);
    await portal.runProcesses();
    const before = (await portal.history()).map(({ envelope }) => envelope.id);
    expect(await portal.mails()).toHaveLength(3);
    const files = folder(portal.directory);
    const letters = await readdir(files.letters);
    await portal.close();
    for (const suffix of ['', '-wal', '-shm']) await rm(`${files.processes}${suffix}`, { force: true });
    await rm(join(portal.directory, 'administrators'), { recursive: true });
    for (const gone of [files.mail, files.letters]) await rm(gone, { recursive: true });

    portal = await Portal.open(portal.directory, portal.outside);
    await portal.runProcesses();
    await portal.sweep();
    portal.outside.later(11);
    await portal.sendMails();
    expect((await portal.history()).map(({ envelope }) => envelope.id)).toEqual(before);
    expect(await portal.mails()).toEqual([]);
    expect(letters.length).toBeGreaterThan(0);
    expect(existsSync(files.letters) ? await readdir(files.letters) : []).toEqual([]);
    expect(portal.background.mailing.waits).toBe(0);
  });
});
