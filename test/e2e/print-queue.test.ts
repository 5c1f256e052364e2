import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { byTelephone, reportedByTelephone } from './requests.js';
import { type Administrator, done, School } from './school.js';
import { type Answer, until } from './client.js';
import { passwordIn, printed, taken, takenLetter, usernameIn } from './taken-letter.js';
import { brokenBy, TokenSignIn } from './token-sign-in.js';
import { filesWith, logged } from './written.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Brievenbus' });
}, 240_000);
afterAll(() => school.program.end());

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly account?: string;
  readonly state: string;
}

const listed = async (query = '') =>
  done(await school.serviceDesk.get(`/letters?limit=100${query}`)) as unknown as {
    letters: Row[];
    next?: string;
  };

/** The letter about the account, once it stands in the print queue. */
const inQueue = (kind: string, account: string): Promise<string> =>
  until(
    async () =>
      (await listed('&state=made')).letters.find((one) => one.kind === kind && one.account === account)?.id,
    `a letter of kind ${kind}`,
  );
const record = (letter: string, what: string, body: object): Promise<Answer> =>
  school.serviceDesk.command(`/letters/${letter}/${what}`, body);
const stateIn = async (state: string, letter: string, position: string): Promise<boolean> =>
  (await listed(`&state=${state}&position=${position}`)).letters.some(({ id }) => id === letter);
const numberIn = (text: string): string => /Ons nummer: (\S+)/.exec(text)?.[1] ?? 'none';

async function tokenAdministratorWithLetter(): Promise<{ readonly account: string }> {
  const appointed = await school.appoint({ signInMethod: 'token', username: 'Archief99' });
  done(await school.serviceDesk.command(`/accounts/${appointed.account}/password-letters`, byTelephone()));
  return appointed;
}

/** When the process that follows the letter has voided its password. */
const untilVoid = (account: string) =>
  until(
    async () => (await school.typesIn(account)).includes('password-voided'),
    'a password that was voided',
  );
const stateOf = async (letter: string, position: string): Promise<string | undefined> =>
  (await listed(`&position=${position}`)).letters.find(({ id }) => id === letter)?.state;

describe('the print queue of the service desk', () => {
  it('ADM-09 the username of a new administrator is printed once, sent by courier and handed over against proof of identity', async () => {
    const letter = await inQueue('username', administrator.account);
    const { username } = await school.show(administrator.account);
    expect(await filesWith(school.program.dataDirectory, username)).not.toContain(`letters/${letter}.letter`);
    expect(await filesWith(school.program.dataDirectory, '%PDF')).toEqual([]);

    const key = school.client.nextKey();
    const print = () => school.serviceDesk.command(`/letters/${letter}/prints`, {}, { key });
    const first = await print();
    expect(first.headers.get('Content-Disposition')).toBe(`attachment; filename="brief-${letter}.pdf"`);
    expect(printed(first)).toContain(`Uw gebruikersnaam is:\n${username}\n`);
    expect(printed(first)).toContain('T.a.v. PP Brievenbus\n');
    expect(await stateOf(letter, first.headers.get('Position') ?? '')).toBe('printed');
    const again = await print();
    expect(again.body).toMatchObject({ alreadyShown: true });
    expect(again.text).not.toContain(username);
    expect(await record(letter, 'prints', {})).toMatchObject({ status: 422, body: { rule: 'ADM-09' } });

    done(await record(letter, 'sendings', { trackingNumber: '3SABCD123456789' }));
    expect(await record(letter, 'deliveries', { identityChecked: false })).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'ADM-09', field: 'identityChecked' }] },
    });
    const { position } = done(await record(letter, 'deliveries', { identityChecked: true }));
    expect(await stateOf(letter, position)).toBe('delivered');
    expect(await record(letter, 'reopenings', { reason: 'printed-badly' })).toMatchObject({
      status: 422,
      body: { rule: 'ADM-09' },
    });
  });

  it('ADM-09 a letter that the printer spoilt, or that came back, is made again under the same number, and each state can be listed', async () => {
    const { account } = await school.appoint({ surname: 'Propvast' });
    const letter = await inQueue('username', account);
    const first = printed(await record(letter, 'prints', {}));
    done(await record(letter, 'reopenings', { reason: 'printed-badly' }));
    expect(await inQueue('username', account)).toBe(letter);
    expect(printed(await record(letter, 'prints', {}))).toBe(first);

    done(await record(letter, 'sendings', { trackingNumber: '3SABCD000000001' }));
    const back = done(await record(letter, 'failed-deliveries', { reason: 'returned' }));
    expect(await stateOf(letter, back.position)).toBe('undeliverable');
    const opened = done(await record(letter, 'reopenings', { reason: 'address-corrected' }));
    expect(opened.events.map(({ type }) => type)).toEqual(['letter.opened-again.v1']);
    expect(await inQueue('username', account)).toBe(letter);
    const { letters } = await listed(`&state=made&position=${opened.position}`);
    const row = letters.find(({ id }) => id === letter);
    expect(row).toMatchObject({ openedAgain: 2, number: numberIn(first) });
    expect(row).not.toHaveProperty('trackingNumber');

    const taken = await record(letter, 'prints', {});
    const seen = [await stateIn('printed', letter, taken.headers.get('Position') ?? '')];
    for (const [what, body, state] of [
      ['sendings', { trackingNumber: '3SABCD000000002' }, 'sent'],
      ['deliveries', { identityChecked: true }, 'delivered'],
    ] as const)
      seen.push(await stateIn(state, letter, done(await record(letter, what, body)).position));
    expect(seen).toEqual([true, true, true]);
    expect(numberIn(printed(await school.serviceDesk.get(`/letters/${letter}/copy`)))).toBe(numberIn(first));
  });

  it('TOK-03 a generator that got lost in the post is reported and replaced; its letter goes out no more', async () => {
    const { account } = await school.user(administrator, { signInMethod: 'token', username: 'Onderweg99' });
    const { serialNumber } = await school.generator();
    done(await school.issue(account, serialNumber, administrator.account));
    const { id } = await taken(school, account, 'generator');
    const tracked = { trackingNumber: '3SABCD000000003' };
    expect(brokenBy(await record(id, 'sendings', {}))).toEqual(['TOK-02 trackingNumber']);
    done(await record(id, 'sendings', tracked));
    done(await record(id, 'failed-deliveries', { reason: 'lost-on-the-way' }));
    const again = await record(id, 'reopenings', { reason: 'lost-on-the-way' });
    expect(brokenBy(again)).toEqual(['TOK-03']);
    expect(again.text).toContain('report it lost, and issue a replacement');
    expect(brokenBy(await record(id, 'sendings', tracked))).toEqual(['TOK-02']);

    const at = new Date().toISOString();
    const lost = { problem: 'lost', discoveredAt: at, reportedAt: at, block: false };
    const problems = `/accounts/${account}/tokens/${serialNumber}/problems`;
    done(await school.serviceDesk.command(problems, { ...lost, ...reportedByTelephone() }));
    const replacement = await school.generator();
    done(await school.issue(account, replacement.serialNumber, administrator.account));
  });

  it('PWD-06 LOG-01 a password whose letter came back signs nobody in; the next one does', async () => {
    const holder = await school.tokenAdministrator();
    const door = new TokenSignIn(school, holder);
    const first = await taken(school, holder.account, 'password');
    const session = await door.session(passwordIn(first.text));
    done(await record(first.id, 'sendings', {}));
    done(await record(first.id, 'failed-deliveries', { reason: 'lost-on-the-way' }));
    expect(await record(first.id, 'reopenings', { reason: 'lost-on-the-way' })).toMatchObject({
      status: 422,
      body: { rule: 'AVG-03' },
    });
    await untilVoid(holder.account);
    expect((await session.get('/session')).status).toBe(401);
    const refused = await door.with(passwordIn(first.text));
    expect(refused).toMatchObject({ status: 422, body: { rule: 'LOG-01' } });

    done(await school.serviceDesk.command(`/accounts/${holder.account}/password-letters`, byTelephone()));
    const second = await takenLetter(school, holder.account, 'password');
    expect((await door.with(passwordIn(second))).status).toBe(201);
  });

  it('PWD-10 AVG-03 a forgotten password goes by letter, and stands nowhere readable but in what was taken', async () => {
    const { account } = await school.appoint({ signInMethod: 'token', username: 'Letter99TK' });
    done(await school.serviceDesk.command(`/accounts/${account}/password-letters`, byTelephone()));
    const letter = await inQueue('password', account);
    const text = printed(await record(letter, 'prints', {}));
    const password = /Uw wachtwoord voor Mijn DUO is:\n(\S+)\n/.exec(text)?.[1] ?? '';
    expect(password.length).toBeGreaterThanOrEqual(8);
    expect(usernameIn(text)).toBe('Letter99TK');
    expect(await filesWith(school.program.dataDirectory, password)).toEqual([]);
    expect(logged(school.program.output, [password, 'Letter99TK'])).toEqual([]);

    const archived = printed(await school.serviceDesk.get(`/letters/${letter}/copy`));
    expect(archived).toContain('(niet bewaard)');
    expect(archived).not.toContain(password);
    const { number } = done(await school.serviceDesk.get(`/letters/${letter}`)) as unknown as {
      number: string;
    };
    expect(number).toMatch(/^20\d\d-\d{6}$/);
    expect(archived).toContain(`Ons nummer: ${number}\n`);

    done(await record(letter, 'sendings', {}));
    const { position } = done(await record(letter, 'failed-deliveries', { reason: 'returned' }));
    expect(await stateOf(letter, position)).toBe('void');
  });

  it('AVG-04 an archived letter that was changed on disk, or is missing, is not shown; the answer says what to do, and the log says so', async () => {
    const letter = await inQueue('password', (await tokenAdministratorWithLetter()).account);
    const copy = () => school.serviceDesk.get(`/letters/${letter}/copy`);
    expect(printed(await copy())).toContain('(niet bewaard)');
    const file = join(school.program.dataDirectory, 'letters/archive', `${letter}.letter`);
    const sealed = await readFile(file, 'utf8');
    await writeFile(file, sealed.replace('"box":"', '"box":"A'));
    const refused = {
      status: 500,
      body: {
        type: 'urn:autorisatiebeheer:problem:internal-error',
        detail: `Archived letter ${letter} was changed or is missing. Restore the folder of letters from its backup. The operator can do that.`,
      },
    };
    expect(await copy()).toMatchObject(refused);
    await rm(file);
    expect(await copy()).toMatchObject(refused);
    await until(async () => logged(school.program.output, ['ArchiveBroken']).length > 0, 'a line in the log');
    await writeFile(file, sealed);
    expect((await copy()).status).toBe(200);
  });

  it('ADM-08 page after page gives each letter once, without names', async () => {
    const all = await listed();
    expect(all.letters.length).toBeGreaterThan(1);
    expect(JSON.stringify(all)).not.toContain('Brievenbus');
    const seen: string[] = [];
    for (let cursor = ''; ;) {
      const page = done(await school.serviceDesk.get(`/letters?limit=1${cursor}`)) as unknown as typeof all;
      seen.push(...page.letters.map(({ id }) => id));
      if (page.next === undefined) break;
      cursor = `&cursor=${page.next}`;
    }
    expect(seen).toEqual(all.letters.map(({ id }) => id));
  });

  it.each(['limit=0', 'state=lost', 'cursor=x', 'other=1', 'state=opened-again'])(
    'ADM-08 %s is refused',
    async (query) => {
      expect((await school.serviceDesk.get(`/letters?${query}`)).status).toBe(400);
    },
  );

  it('ADM-08 is the service desk’s alone, and a letter that does not exist is told so', async () => {
    for (const somebody of [administrator.api, school.operator, school.auditor, school.portal]) {
      expect((await somebody.get('/letters')).status).toBe(403);
      expect((await somebody.get(`/letters/${school.client.nextKey()}`)).status).toBe(403);
      expect((await somebody.get(`/letters/${school.client.nextKey()}/copy`)).status).toBe(403);
    }
    expect((await school.serviceDesk.get(`/letters/${school.client.nextKey()}`)).status).toBe(404);
    expect((await school.serviceDesk.get(`/letters/${school.client.nextKey()}/copy`)).status).toBe(404);
    expect((await record(school.client.nextKey(), 'prints', {})).status).toBe(404);
    expect((await record('no-id', 'prints', {})).status).toBe(400);
  });
});
