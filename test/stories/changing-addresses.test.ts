import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { type Receipt } from '#libs/commands/receipt';
import { folder } from '#libs/installation/folder';
import {
  accountIn,
  accountOf,
  createUser,
  givenAdministrator,
  idFor,
  mailCode,
  origin,
  outcomeOf,
  person,
  readable,
} from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
let anna: string;
let bert: string;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
  anna = accountIn(await createUser(portal, administrator, 'anna'));
  bert = accountIn(await createUser(portal, administrator, 'bert'));
});
afterEach(() => portal.closeForGood());

const at = (who: string): string => `${who}@voorbeeldschool.nl`;
const change = (account: string, emailAddress: string, key: string, by = person(account)): Promise<Receipt> =>
  portal.desk.issue('change-contact-data', {
    idempotencyKey: idFor(key),
    caller: by,
    origin,
    body: { account, change: { emailAddress } },
  });
const addressOf = async (account: string) => readable((await accountOf(portal, account)).holder.emailAddress);
const holderOf = (address: string) => portal.commands.reservations.holder('email-address', address);
const count = async (type: string): Promise<number> =>
  (await portal.typesOf(`account-${anna}`)).filter((one) => one === type).length;

/** What must be true at all times: whoever has an address holds its reservation. */
const expectHolders = async (): Promise<void> => {
  for (const account of [anna, bert]) expect(await holderOf(await addressOf(account))).toBe(account);
  expect((await portal.verify()).findings).toEqual([]);
};

describe('a changed e-mail address', () => {
  it('USR-08 USR-04 is the account’s, and the old one is free for another', async () => {
    expect(outcomeOf(await change(anna, at('nieuw'), 'change'))).toBe('applied');
    await portal.runProcesses();
    expect(await addressOf(anna)).toBe(at('nieuw'));
    expect(await holderOf(at('anna'))).toBeUndefined();
    expect(outcomeOf(await change(bert, at('anna'), 'bert takes it'))).toBe('applied');
    await expectHolders();
  });

  it('USR-04 is not one that another account has, in whatever case', async () => {
    expect(outcomeOf(await change(anna, 'BERT@Voorbeeldschool.nl', 'change'))).toBe('USR-04');
    await expectHolders();
  });

  it('USR-04 ADM-02 is judged after reach: out of reach nothing is told of it, and nothing counted', async () => {
    for (let nth = 0; nth < 61; nth += 1)
      expect(await change(bert, at('anna'), `out of reach ${nth}`, person(anna))).toMatchObject({
        answer: 'unknown',
        violations: [{ rule: 'ADM-02' }],
      });
    expect(await change(anna, at('bert'), 'own')).toMatchObject({ answer: 'rule' });
  });

  it('USR-04 two who want the same one: one gets it', async () => {
    portal.store.onceBefore(
      ({ type }) => type.startsWith('account.email-address-changed'),
      () => change(bert, at('gewild'), 'bert'),
    );
    const receipts = await Promise.all([
      change(anna, at('gewild'), 'anna'),
      change(bert, at('gewild'), 'bert'),
    ]);
    expect(receipts.map((receipt) => outcomeOf(receipt)).sort()).toEqual(['USR-04', 'applied']);
    await portal.runProcesses();
    await expectHolders();
  });

  it('USR-04 two accounts swap addresses by way of a third, and neither is ever without', async () => {
    expect(outcomeOf(await change(anna, at('bert'), 'too early'))).toBe('USR-04');
    await change(anna, at('tussentijds'), 'one');
    await portal.runProcesses();
    await change(bert, at('anna'), 'two');
    await portal.runProcesses();
    expect(outcomeOf(await change(anna, at('bert'), 'three'))).toBe('applied');
    await portal.runProcesses();
    expect([await addressOf(anna), await addressOf(bert)]).toEqual([at('bert'), at('anna')]);
    await expectHolders();
  });

  it('USR-04 back to the old address before that was freed: it stays the account’s', async () => {
    await change(anna, at('nieuw'), 'there');
    await change(anna, at('anna'), 'and back');
    await portal.runProcesses();
    expect(await holderOf(at('nieuw'))).toBeUndefined();
    await expectHolders();
  });
});

describe('a change that was interrupted', () => {
  it('USR-04 between reservation and event: the same command again changes it', async () => {
    portal.store.dieAt(2, 'before');
    await expect(change(anna, at('nieuw'), 'change')).rejects.toThrow('stopped');
    portal = await portal.restart();
    expect([await addressOf(anna), await holderOf(at('nieuw'))]).toEqual([at('anna'), anna]);
    expect(outcomeOf(await change(anna, at('nieuw'), 'change'))).toBe('applied');
    await portal.runProcesses();
    portal.outside.later(11);
    await portal.sweep();
    expect(await addressOf(anna)).toBe(at('nieuw'));
    await expectHolders();
  });

  it('architecture 5: what it left reserved is free after ten minutes, and the account keeps its address', async () => {
    portal.store.dieAt(2, 'before');
    await expect(change(anna, at('nieuw'), 'change')).rejects.toThrow('stopped');
    portal = await portal.restart();
    await portal.runProcesses();
    portal.outside.later(11);
    await portal.sweep();
    expect(await holderOf(at('nieuw'))).toBeUndefined();
    expect(outcomeOf(await change(bert, at('nieuw'), 'bert'))).toBe('applied');
    await expectHolders();
  });

  it('USR-08 after the event: the old address is freed and told all the same, once', async () => {
    portal.store.dieAt(3, 'after');
    await expect(change(anna, at('nieuw'), 'change')).rejects.toThrow('stopped');
    portal = await portal.restart();
    await portal.runProcesses();
    expect(await holderOf(at('anna'))).toBeUndefined();
    expect(await count('account.old-address-told')).toBe(1);
    await expectHolders();
  });
});

describe('the mail to the old address', () => {
  it('USR-08 goes there and nowhere else, without the new address and without a link', async () => {
    await change(anna, at('nieuw'), 'change');
    await portal.runProcesses();
    const [mail = ''] = await portal.mails();
    const eml = await readFile(join(portal.mailFolder, mail), 'utf8');
    expect(eml).toContain(`To: ${at('anna')}`);
    expect(eml).not.toContain('nieuw');
    expect(eml).not.toMatch(/https?:|<a /);
    expect(await portal.mails()).toHaveLength(1);
    expect(await count('account.old-address-told')).toBe(1);
  });

  it('USR-08 is not sent again when all processes begin from zero', async () => {
    await change(anna, at('nieuw'), 'change');
    await portal.runProcesses();
    const [mail = ''] = await portal.mails();
    await rm(join(portal.mailFolder, mail));
    const before = (await portal.history()).length;
    await portal.close();
    for (const suffix of ['', '-wal', '-shm'])
      await rm(`${folder(portal.directory).processes}${suffix}`, { force: true });
    portal = await Portal.open(portal.directory, portal.outside);
    await portal.runProcesses();
    expect(await portal.mails()).toEqual([]);
    expect(await portal.history()).toHaveLength(before);
  });

  it('USR-08 a code that waits for its mail is void, and goes to neither address', async () => {
    await mailCode(portal, administrator, anna, 'code');
    await change(anna, at('nieuw'), 'change');
    await portal.runProcesses();
    expect((await accountOf(portal, anna)).activationCode).toMatchObject({ void: 'email-address-changed' });
    expect(await portal.mails()).toHaveLength(1);
    expect(await count('account.activation-code-mailed')).toBe(0);
  });
});
