import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { mandateId } from '#libs/commands/mandates';
import { roleGranted } from '#libs/domain/account/events';
import { passwordChanged } from '#libs/domain/account/password-events';
import { event, isErased } from '#libs/domain/catalogue';
import { folder } from '#libs/installation/folder';
import { textOfPdf } from '../pdf/text-of-pdf.js';
import {
  addressChanged,
  archivedLetter,
  filesWith,
  generatorIssued,
  letterFiles,
  lettersOf,
  password,
  passwordByLetter,
  recorded,
  take,
  theLetter,
} from './given/letters.js';
import {
  accountIn,
  accountOf,
  createUser,
  end,
  givenAdministrator,
  givenBoard,
  idFor,
  onForm,
  origin,
  outcomeOf,
  readable,
  registreren,
  serviceDesk,
} from './given/people.js';
import { Portal } from './given/portal.js';

let portal: Portal;
let administrator: Caller;
let user: string;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
  user = accountIn(
    await createUser(portal, administrator, 'token-user', { signInMethod: 'token', username: 'Drenth99ED' }),
  );
});
afterEach(() => portal.closeForGood());

const afterACrash = async (): Promise<void> => {
  portal = await portal.restart();
};
/** As when the checkpoints were lost: every process begins from zero. */
const fromZero = async (): Promise<void> => {
  await portal.close();
  for (const suffix of ['', '-wal', '-shm'])
    await rm(`${folder(portal.directory).processes}${suffix}`, { force: true });
  portal = await Portal.open(portal.directory, portal.outside);
  await portal.runProcesses();
};
/** Whether the passwords in history can still be read, by who has the keys. */
const readablePasswords = async (): Promise<boolean[]> =>
  (await portal.journal.read(`account-${user}`)).flatMap(({ event: { type, data } }) =>
    type === 'account.password-issued' ? [!isErased(data['password'])] : [],
  );
const passwordLetter = async () => {
  await recorded(portal, user, passwordByLetter());
  await portal.runProcesses();
  return theLetter(portal, 'password');
};
const record = (
  name:
    'record-letter-sent' | 'record-letter-delivered' | 'record-letter-undeliverable' | 'open-letter-again',
  body: object,
) =>
  portal.desk.issue(name, {
    idempotencyKey: idFor(`${name} ${JSON.stringify(body)}`),
    caller: serviceDesk,
    origin,
    body: body as never,
  });

describe('the letter with a password', () => {
  it('TOK-02 goes to the person by ordinary post, with what they sign in with, and not with the generator', async () => {
    await recorded(portal, user, passwordByLetter(), generatorIssued(administrator.id));
    await portal.runProcesses();
    const letter = await theLetter(portal, 'password');
    expect(letter).toMatchObject({ state: 'made', asked: { channel: 'ordinary-post', account: user } });
    const { text = '' } = await take(portal, letter.id);
    expect(text).toContain('T.a.v. S.R. Groningen');
    expect(text).toContain(`Uw wachtwoord voor Mijn DUO is:\n${password}\n`);
    expect(text).toContain('Uw gebruikersnaam voor Mijn DUO is:\nDrenth99ED\n');
    expect(text).not.toContain('4012345678');
    const generator = await theLetter(portal, 'generator');
    expect((await take(portal, generator.id, 'other')).text).not.toContain(password);
  });

  it.each([
    ['TOK-02 holds the username as well while the holder chose none: the first may be lost', [], true],
    [
      'PWD-10 holds the password only once the holder chose one: the username is known by then',
      [event(passwordChanged, { digest: 'd', goodUntil: '2027-02-22T20:55:00.000Z' })],
      false,
    ],
  ])('%s, when it is the second one', async (_what, between, told) => {
    const first = passwordByLetter('first', 'another-password');
    await recorded(portal, user, first, ...between, passwordByLetter('second'));
    await portal.runProcesses();
    const [lost, second] = await lettersOf(portal, 'password');
    expect(lost?.state).toBe('void');
    const { text = '' } = await take(portal, second?.id ?? '');
    expect(text).toContain(password);
    expect(text.includes('Drenth99ED')).toBe(told);
  });

  it('AVG-03 is shown once: then nobody can read it any more, and its file is gone', async () => {
    const { id } = await passwordLetter();
    expect(await letterFiles(portal)).toContain(`${id}.letter`);
    expect(await readablePasswords()).toEqual([true]);
    const first = await take(portal, id);
    expect(first.text).toContain(password);
    await portal.runProcesses();
    const again = await take(portal, id);
    expect(again).toMatchObject({ text: undefined, receipt: first.receipt });
    const other = await take(portal, id, 'another command');
    expect([outcomeOf(other.receipt), other.text]).toEqual(['TOK-02', undefined]);
    expect(await letterFiles(portal)).not.toContain(`${id}.letter`);
    expect(await readablePasswords()).toEqual([false]);
  });

  it('AVG-03 the same command is not shown it again after a restart, also before anything was cleared away', async () => {
    const { id } = await passwordLetter();
    const letters = folder(portal.directory).letters;
    await portal.close();
    portal = await Portal.open(portal.directory, portal.outside);
    expect((await take(portal, id)).text).toContain(password);
    await afterACrash();
    expect(await letterFiles(portal)).toContain(`${id}.letter`);
    expect((await take(portal, id)).text).toBeUndefined();
    await portal.runProcesses();
    expect(await filesWith(letters, password)).toEqual([]);
    expect(await letterFiles(portal)).not.toContain(`${id}.letter`);
    expect(await readablePasswords()).toEqual([false]);
  });

  it('AVG-03 neither the password nor the username stands readable in any file of the installation', async () => {
    const { id } = await passwordLetter();
    const usernames = [
      password,
      'Drenth99ED',
      readable((await accountOf(portal, administrator.id)).holder.username),
    ];
    const found = async () => Promise.all(usernames.map((one) => filesWith(portal.directory, one)));
    expect(await found()).toEqual([[], [], []]);
    await take(portal, id);
    await portal.runProcesses();
    expect(await found()).toEqual([[], [], []]);
    // In a PDF, what is said is compressed: none may lie there unsealed.
    expect(await filesWith(portal.directory, '%PDF')).toEqual([]);
    const archived = textOfPdf(await archivedLetter(portal, id));
    expect(archived).toContain('Uw wachtwoord voor Mijn DUO is:\n(niet bewaard)\n');
    expect(archived).not.toContain(password);
  });

  it.each(
    [1, 2, 3, 4, 5, 6].flatMap((nth) =>
      (['before', 'after'] as const).map((moment) => [moment, nth] as const),
    ),
  )('TOK-02 is asked for and made once when the program died %s append %i', async (moment, nth) => {
    await recorded(portal, user, passwordByLetter());
    portal.store.dieAt(nth, moment);
    const stopped = portal.runProcesses();
    await portal.trouble();
    await afterACrash();
    await stopped;
    await portal.runProcesses();
    const types = (await portal.history()).map(({ event: { type } }) => type);
    // The other one is the administrator's username letter.
    for (const type of ['letter.asked-for', 'letter.made'])
      expect(types.filter((one) => one === type)).toHaveLength(2);
    expect(await letterFiles(portal)).toHaveLength(2);
    expect((await take(portal, (await theLetter(portal, 'password')).id)).text).toContain(password);
  });

  it('TOK-02 nothing is made twice when all processes begin from zero', async () => {
    const { id } = await passwordLetter();
    await take(portal, id);
    await portal.runProcesses();
    const before = (await portal.history()).length;
    const files = await letterFiles(portal);
    await fromZero();
    expect(await portal.history()).toHaveLength(before);
    expect(await letterFiles(portal)).toEqual(files);
  });

  it('TOK-02 waits for a folder that can’t be written to, and is made once it can', async () => {
    const { letters } = folder(portal.directory);
    await writeFile(letters, 'in the way');
    await recorded(portal, user, passwordByLetter());
    const run = portal.runProcesses();
    while (!portal.troubles.some(({ name }) => name === 'make-letters')) await setImmediate();
    expect(portal.troubles.map(({ state }) => state)).not.toContain('stopped');
    await rm(letters);
    await run;
    expect(await theLetter(portal, 'password')).toMatchObject({ state: 'made' });
  });

  it('END-01 becomes void when the account ends before it was printed, and can’t be read any more', async () => {
    const { id } = await passwordLetter();
    await end(portal, administrator, user, 'end');
    expect(outcomeOf((await take(portal, id)).receipt)).toBe('TOK-02');
    await portal.runProcesses();
    expect(await theLetter(portal, 'password')).toMatchObject({ state: 'void' });
    expect(await letterFiles(portal)).not.toContain(`${id}.letter`);
    expect(await readablePasswords()).toEqual([false]);
    expect((await take(portal, id, 'later')).text).toBeUndefined();
  });

  it.each([
    ['a newer one is issued', () => passwordByLetter('newer', 'newer-password')],
    [
      'the holder changed it',
      () => event(passwordChanged, { digest: 'd', goodUntil: '2027-02-22T20:55:00.000Z' }),
    ],
  ])('PWD-10 becomes void when %s', async (_why, later) => {
    const { id } = await passwordLetter();
    await recorded(portal, user, later());
    await portal.runProcesses();
    const voided = (await portal.journal.read(`letter-${id}`)).at(-1)?.event;
    expect(voided).toMatchObject({ type: 'letter.voided', data: { reason: 'replaced' } });
    expect((await readablePasswords())[0]).toBe(false);
  });

  it('TOK-02 becomes void when it could not be delivered', async () => {
    const { id } = await passwordLetter();
    await take(portal, id);
    await record('record-letter-sent', { letter: id });
    await record('record-letter-undeliverable', { letter: id, reason: 'returned' });
    expect(await portal.typesOf(`letter-${id}`)).toEqual([
      'letter.asked-for',
      'letter.made',
      'letter.printed',
      'letter.sent',
      'letter.undeliverable',
      'letter.voided',
    ]);
    expect(outcomeOf(await record('record-letter-delivered', { letter: id, identityChecked: true }))).toBe(
      'TOK-02',
    );
  });

  it('PWD-06 its password is void then, once, and one that the holder chose since is not', async () => {
    const lostOnce = async () => {
      const { id } = await passwordLetter();
      await take(portal, id);
      await record('record-letter-sent', { letter: id });
      return () => record('record-letter-undeliverable', { letter: id, reason: 'lost-on-the-way' });
    };
    await (
      await lostOnce()
    )();
    await portal.runProcesses();
    expect((await accountOf(portal, user)).password).toMatchObject({ void: true });
    const voids = async () =>
      (await portal.typesOf(`account-${user}`)).filter((type) => type === 'account.password-voided');
    expect(await voids()).toHaveLength(1);
    const before = (await portal.history()).length;
    await fromZero();
    expect(await portal.history()).toHaveLength(before);
  });

  it('PWD-06 is not void where its holder chose another before the letter was reported lost', async () => {
    const { id } = await passwordLetter();
    await take(portal, id);
    await record('record-letter-sent', { letter: id });
    const goodUntil = '2027-02-22T20:55:00.000Z';
    await recorded(portal, user, event(passwordChanged, { digest: 'chosen', goodUntil }));
    await record('record-letter-undeliverable', { letter: id, reason: 'lost-on-the-way' });
    await portal.runProcesses();
    expect((await accountOf(portal, user)).password).toEqual({
      digest: 'chosen',
      previous: 'argon2id',
      issued: false,
      goodUntil,
    });
  });

  it('AVG-03 whose file is lost becomes void when it is to be taken, and the same command is refused again', async () => {
    const { id } = await passwordLetter();
    await rm(join(folder(portal.directory).letters, `${id}.letter`));
    for (const _time of [1, 2]) expect(outcomeOf((await take(portal, id)).receipt)).toBe('TOK-02');
    const voided = (await portal.journal.read(`letter-${id}`)).at(-1)?.event;
    expect(voided).toMatchObject({ type: 'letter.voided', data: { reason: 'unreadable' } });
  });
});

describe('the letter with a username', () => {
  it('ADM-09 is asked for when an eHerkenning administrator’s account is recorded, by courier', async () => {
    await portal.runProcesses();
    const letter = await theLetter(portal, 'username');
    expect(letter).toMatchObject({
      state: 'made',
      asked: { channel: 'courier', account: administrator.id, organisation: 'board-20091' },
    });
    const { holder } = await accountOf(portal, administrator.id);
    const { text } = await take(portal, letter.id);
    expect(text).toContain(`Uw gebruikersnaam is:\n${readable(holder.username)}\n`);
    expect(text).toContain('Bestuur 20091\nT.a.v. S.R. Groningen');
  });

  it('ADM-09 is handed over against proof of identity only', async () => {
    await portal.runProcesses();
    const { id } = await theLetter(portal, 'username');
    await take(portal, id);
    await record('record-letter-sent', { letter: id, trackingNumber: '3S1' });
    expect(outcomeOf(await record('record-letter-delivered', { letter: id, identityChecked: false }))).toBe(
      'ADM-09',
    );
    expect(outcomeOf(await record('record-letter-delivered', { letter: id, identityChecked: true }))).toBe(
      'applied',
    );
  });
});

describe('a letter that is opened again', () => {
  const again = { reason: 'address-corrected' };
  const usernameLetter = async () => {
    await portal.runProcesses();
    return theLetter(portal, 'username');
  };

  it('ADM-09 goes with the address that is on record by then, under the same number, once more and not twice', async () => {
    const { id, number } = await usernameLetter();
    const first = await take(portal, id);
    expect(number).toBe('2026-000001');
    expect(first.text).toContain(`Ons nummer: ${number}\n`);
    const moved = { street: 'Nieuwe Plein', houseNumber: '27', postalCode: '9401AB', city: 'Assen' };
    await addressChanged(portal, 'board-20091', moved);
    await record('open-letter-again', { letter: id, ...again });
    await portal.runProcesses();
    const second = await take(portal, id, 'second');
    expect(second.text).toContain('Nieuwe Plein 27\n9401 AB  ASSEN\n');
    expect(second.text).toContain(`Ons nummer: ${number}\n`);
    expect(textOfPdf(await archivedLetter(portal, id))).toBe(second.text);
    await portal.runProcesses();
    expect(await letterFiles(portal)).toEqual([]);
    const before = (await portal.history()).length;
    await fromZero();
    expect(await portal.history()).toHaveLength(before);
  });

  it('ADM-09 can still be taken when all processes begin from zero: what was printed before is not confused with it', async () => {
    const { id } = await usernameLetter();
    await take(portal, id);
    await record('open-letter-again', { letter: id, ...again });
    await portal.runProcesses();
    await fromZero();
    expect((await take(portal, id, 'second')).text).toContain('Uw gebruikersnaam is:');
  });

  it('AVG-03 is refused where a password stood in it', async () => {
    const { id } = await passwordLetter();
    await take(portal, id);
    expect(outcomeOf(await record('open-letter-again', { letter: id, ...again }))).toBe('AVG-03');
  });
});

describe('the archive of letters', () => {
  const archiveFile = (id: string) => join(folder(portal.directory).letterArchive, `${id}.letter`);

  it('AVG-04 a letter that was changed there is not shown', async () => {
    const { id } = await passwordLetter();
    const sealed = await readFile(archiveFile(id), 'utf8');
    await writeFile(archiveFile(id), sealed.replace('"purpose":"profile"', '"purpose":"profilE"'));
    await expect(archivedLetter(portal, id)).rejects.toMatchObject({ name: 'ArchiveBroken' });
    await writeFile(archiveFile(id), sealed);
    expect(textOfPdf(await archivedLetter(portal, id))).toContain('(niet bewaard)');
  });

  it('AVG-04 nor is one put in the place of another, or gone though nobody erased it', async () => {
    const { id } = await passwordLetter();
    const other = await theLetter(portal, 'username');
    await writeFile(archiveFile(id), await readFile(archiveFile(other.id)));
    await expect(archivedLetter(portal, id)).rejects.toMatchObject({ name: 'ArchiveBroken' });
    await rm(archiveFile(id));
    await expect(archivedLetter(portal, id)).rejects.toMatchObject({ name: 'ArchiveBroken' });
  });

  it('AVG-06 can’t be read once its person’s data are erased', async () => {
    const { id } = await passwordLetter();
    await portal.keys.destroy({ subject: user, purpose: 'profile' });
    await expect(archivedLetter(portal, id)).rejects.toThrow('The letter was erased.');
  });
});

describe('the letter with a token generator', () => {
  const administratorGone = { type: 'letter.voided', data: { reason: 'administrator-gone' } };
  const lastOf = async ({ id }: { readonly id: string }) =>
    (await portal.journal.read(`letter-${id}`)).at(-1)?.event;
  const onTheForm = (name: 'give-mandate' | 'end-mandate' | 'step-down', body: object) =>
    portal.desk.issue(name, {
      idempotencyKey: idFor(name),
      caller: serviceDesk,
      origin,
      body: { ...body, form: onForm.form } as never,
    });
  /** An administrator of another organisation, who manages the accounts of this one by its mandate. */
  const givenOffice = async (): Promise<Caller> => {
    const organisation = await givenBoard(portal, '20092', '03WV');
    await onTheForm('give-mandate', {
      givingOrganisation: 'board-20091',
      receivingOrganisation: organisation,
      roles: ['registreren', 'examens'],
    });
    return givenAdministrator(portal, 'kantoor', { organisation });
  };

  it('TOK-02 goes by registered post to the administrator who hands it over, and names for whom it is', async () => {
    await recorded(portal, user, generatorIssued(administrator.id));
    await portal.runProcesses();
    const letter = await theLetter(portal, 'generator');
    expect(letter.asked).toMatchObject({ channel: 'registered-post', deliveredTo: administrator.id });
    expect((await take(portal, letter.id)).text).toContain('een tokengenerator voor S.R. Groningen');
  });

  it('TOK-02 goes to the administrator’s own organisation, where they act for the holder’s by its mandate', async () => {
    const office = await givenOffice();
    await recorded(portal, user, generatorIssued(office.id));
    await portal.runProcesses();
    const letter = await theLetter(portal, 'generator');
    expect(letter.asked).toMatchObject({ organisation: 'board-20092', deliveredTo: office.id });
    const { text } = await take(portal, letter.id);
    expect(text).toContain('Bestuur 20092\n');
    expect(text).not.toContain('Bestuur 20091');
  });

  it('TOK-02 becomes void when the administrator steps down before it was printed', async () => {
    await recorded(portal, user, generatorIssued(administrator.id));
    await portal.runProcesses();
    await recorded(portal, administrator.id, event(roleGranted, registreren));
    await onTheForm('step-down', { account: administrator.id, staysOnAsUser: true });
    await portal.runProcesses();
    expect(await lastOf(await theLetter(portal, 'generator'))).toMatchObject(administratorGone);
  });

  it('TOK-02 ADM-05 becomes void, at the latest when it is taken, when the mandate ended by which they act', async () => {
    const office = await givenOffice();
    await recorded(portal, user, generatorIssued(office.id));
    await portal.runProcesses();
    const letter = await theLetter(portal, 'generator');
    await onTheForm('end-mandate', { mandate: mandateId('board-20091', 'board-20092') });
    const { receipt, text } = await take(portal, letter.id);
    expect([outcomeOf(receipt), text]).toEqual(['TOK-02', undefined]);
    expect(await lastOf(letter)).toMatchObject(administratorGone);
  });

  it('ADM-08 goes by courier to the first administrator, apart from the password', async () => {
    await recorded(portal, user, generatorIssued());
    await portal.runProcesses();
    const letter = await theLetter(portal, 'generator');
    expect(letter.asked.channel).toBe('courier');
    expect((await take(portal, letter.id)).text).toContain('Serienummer 4012345678');
  });

  it('TOK-04 is called back in a letter: by the administrator when the user’s account has ended', async () => {
    await recorded(portal, user, generatorIssued(administrator.id));
    await end(portal, administrator, user, 'end');
    await portal.runProcesses();
    expect((await theLetter(portal, 'generator')).state).toBe('void');
    const { text } = await take(portal, (await theLetter(portal, 'generator-called-back')).id);
    expect(text).toContain('T.a.v. de beheerder van Mijn DUO');
    expect(text).toContain('De tokengenerator van S.R. Groningen is niet meer in gebruik.');
    expect(text).toContain('Stuur de tokengenerator terug naar:\nSecurity Service Desk\nAntwoordnummer 1\n');
  });
});
