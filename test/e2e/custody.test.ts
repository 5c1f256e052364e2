import { ScureBase32Plugin } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encryptedPskc } from '#libs/seed-file/pskc.test-data';
import { chooseOwnPassword } from './chosen-password.js';
import { type Answer, type SignedIn } from './client.js';
import { reportedByTelephone } from './requests.js';
import { type Administrator, done, School, type TokenHolder } from './school.js';
import { passwordIn, taken, takenLetter } from './taken-letter.js';
import { TokenSignIn } from './token-sign-in.js';
import { filesWith, logged } from './written.js';

let school: School;
let administrator: Administrator;
beforeAll(async () => {
  school = await School.open();
  administrator = await school.appoint({ surname: 'Drenth' });
}, 240_000);
afterAll(() => school.program.end());

interface Entry {
  readonly serialNumber: string;
  readonly state: string;
  readonly place: string;
  readonly holder: string | null;
  readonly since: string;
  readonly event: string;
  readonly type: string;
}
interface Custody {
  readonly entry: Entry;
  readonly holder: { readonly surname: string } | null;
  readonly history: readonly Entry[];
}

/** The position of the last command, so that the ledger is asked after it. */
let position = '0';
const recorded = (answer: Answer): void => {
  ({ position } = done(answer));
};
const custody = async (serialNumber: string, query = '', by: SignedIn = school.serviceDesk) =>
  done(
    await by.get(`/generators/${serialNumber}/custody?position=${position}${query}`),
  ) as unknown as Custody;
const stands = async (serialNumber: string, query = '') => {
  const { entry } = await custody(serialNumber, query);
  return `${entry.state} ${entry.place} ${entry.holder ?? 'nobody'}`;
};
const list = async (query: string, by: SignedIn = school.serviceDesk) =>
  done(await by.get(`/generators?position=${position}${query}`)) as unknown as {
    readonly generators: readonly Entry[];
    readonly next?: string;
  };
const act = async (path: string, body: object = {}): Promise<Answer> =>
  school.serviceDesk.command(path, body);
const afterTrail = async (): Promise<void> => {
  // What processes record comes in its own time; the trail has seen it when it tells of it.
  position = (await school.trail())[0]?.position ?? position;
};

/** What the supplier's machine encrypts with, and what it delivers: seeds in hexadecimal. */
const transportKey = Buffer.alloc(32, 5);
const delivered = (nth: number) => ({
  serialNumber: `27-000000${nth}`,
  seed: `${String(nth).padStart(2, '0')}3132333435363738393031323334353637383930`,
});
const base32 = (hex: string): string => new ScureBase32Plugin().encode(Buffer.from(hex, 'hex'));
const importFile = (file: string, more: object = {}): Promise<Answer> =>
  school.operator.command('/generator-files', {
    format: 'pskc',
    file: Buffer.from(file).toString('base64'),
    key: transportKey.toString('hex'),
    deliveryNote: 'PB-2026-027',
    receivedOn: '2026-01-20',
    ...more,
  });

describe('a delivery of token generators', () => {
  it('TOK-08 comes in with the supplier’s encrypted file, once, and its seeds are seen nowhere', async () => {
    const file = encryptedPskc([1, 2, 3].map(delivered), transportKey);
    expect(await importFile(file, { key: '00'.repeat(32) })).toMatchObject({ status: 400 });
    const first = await importFile(file);
    recorded(first);
    expect(first.body).toMatchObject({ outcome: 'applied', generators: 3 });
    expect((await importFile(file)).body).toMatchObject({ outcome: 'changed-nothing', generators: 3 });
    const { entry } = await custody('27-0000002');
    expect(entry).toMatchObject({ state: 'in-stock', deliveryNote: 'PB-2026-027', receivedOn: '2026-01-20' });
    const { seed } = delivered(1);
    for (const text of [
      seed,
      base32(seed),
      Buffer.from(seed, 'hex').toString('base64'),
      transportKey.toString('hex'),
    ]) {
      expect(await filesWith(school.program.dataDirectory, text)).toEqual([]);
      expect(logged(school.program.output, [text])).toEqual([]);
    }
  });

  it('TOK-05 TOK-08 in which something is wrong is told by line and field, without what stood there', async () => {
    const file = ['serial,seed,kind,digits,period', '27-4,3132,totp,6,30', '27 5,zz,totp,6,30'].join('\n');
    const answer = await importFile(file, { format: 'csv' });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        errors: [{ field: 'file, line 3: serial' }, { field: 'file, line 3: seed' }],
      },
    });
    const short = await importFile(file.replace('27 5,zz', `27-5,${delivered(9).seed}`), { format: 'csv' });
    expect(short).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'TOK-06', field: 'line 2: seed' }] },
    });
    expect(short.text).not.toContain(delivered(9).seed);
    expect((await school.serviceDesk.get('/generators/27-5/custody')).status).toBe(404);
  });
});

describe('the ledger of token generators', () => {
  it('TOK-08 a generator goes from stock by post to its holder, is lost and replaced, turns up, and is destroyed', async () => {
    const { serialNumber, seed: secret } = delivered(1);
    const seed = base32(secret);
    const username = 'Ledger99AN';
    const { account } = await school.user(administrator, {
      signInMethod: 'token',
      username,
      surname: 'Anders',
    });
    const holder: TokenHolder = {
      account,
      username,
      serialNumber,
      seed,
      api: await school.client.as('person', account),
    };
    await afterTrail();
    expect(await stands(serialNumber)).toBe('in-stock stock nobody');

    recorded(await school.issue(account, serialNumber, administrator.account));
    expect(await stands(serialNumber)).toBe(`issued stock ${account}`);
    const { id } = await taken(school, account, 'generator');
    recorded(await act(`/letters/${id}/sendings`, { trackingNumber: '3SABCD123456789' }));
    expect(await stands(serialNumber)).toBe(`posted post ${account}`);
    recorded(await act(`/letters/${id}/deliveries`, { identityChecked: false }));
    expect(await stands(serialNumber)).toBe(`delivered administrator ${account}`);
    const tokens = `/accounts/${account}/tokens/${serialNumber}`;
    recorded(await administrator.api.command(`${tokens}/hand-overs`, {}));
    expect(await stands(serialNumber)).toBe(`handed-over holder ${account}`);
    await chooseOwnPassword(school, holder);
    await afterTrail();
    expect(await stands(serialNumber)).toBe(`in-use holder ${account}`);

    const at = new Date().toISOString();
    const lost = {
      problem: 'lost',
      discoveredAt: at,
      reportedAt: at,
      block: false,
      ...reportedByTelephone(),
    };
    recorded(await act(`${tokens}/problems`, lost));
    expect(await stands(serialNumber)).toBe(`called-back unknown ${account}`);
    const destruction = { reason: 'worn-out', method: 'shredded', report: 'PV-2026-0017' };
    const destroy = () => act(`/generators/${serialNumber}/destructions`, destruction);
    expect(await destroy()).toMatchObject({ status: 422, body: { rule: 'TOK-09' } });

    // The replacement goes the same way, and lets the holder in with its own codes.
    const replacement = { ...holder, ...delivered(2), seed: base32(delivered(2).seed) };
    recorded(await school.issue(account, replacement.serialNumber, administrator.account));
    recorded(
      await administrator.api.command(
        `/accounts/${account}/tokens/${replacement.serialNumber}/hand-overs`,
        {},
      ),
    );
    const sent = passwordIn(await takenLetter(school, account, 'password'));
    expect((await new TokenSignIn(school, replacement).with(sent)).status).toBe(201);
    await afterTrail();
    expect(await stands(replacement.serialNumber)).toBe(`in-use holder ${account}`);
    const both = await list(`&holder=${account}`);
    expect(both.generators.map(({ state }) => state)).toEqual(['called-back', 'in-use']);

    recorded(await act(`${tokens}/returns`));
    expect(await stands(serialNumber)).toBe('returned stock nobody');
    await school.untilFreed(serialNumber);
    recorded(await destroy());
    expect(await stands(serialNumber)).toBe('destroyed none nobody');
    const somebody = await school.user(administrator, { signInMethod: 'token', username: 'Ledger99BN' });
    expect(await school.issue(somebody.account, serialNumber, administrator.account)).toMatchObject({
      status: 422,
      body: { rule: 'TOK-09' },
    });

    const { history } = await custody(serialNumber);
    expect(history.map(({ state }) => state)).toEqual([
      'in-stock',
      'in-stock',
      'assigned',
      'issued',
      'posted',
      'delivered',
      'handed-over',
      'in-use',
      'reported',
      'deactivated',
      'called-back',
      'returned',
      'destroyed',
    ]);
    // AVG-05: at any past moment, with the event that it follows from.
    for (const { state, since, event, type } of history.filter(
      ({ state: was }) => !/reported|deactivated|assigned|in-stock/.test(was),
    )) {
      const then = await custody(serialNumber, `&at=${since}`);
      expect(then.entry).toMatchObject({ state, event, type });
    }
    expect(
      (await school.serviceDesk.get(`/generators/${serialNumber}/custody?at=2020-01-01T00:00:00Z`)).status,
    ).toBe(404);
  });

  it('TOK-08 USR-01 the service desk sees the holder’s name, operator and auditor see an account', async () => {
    const { account, serialNumber } = await school.tokenUser(administrator, { surname: 'Bakker' });
    await afterTrail();
    expect((await custody(serialNumber)).holder).toMatchObject({ surname: 'Bakker' });
    for (const by of [school.operator, school.auditor]) {
      const seen = await custody(serialNumber, '', by);
      expect(seen).toMatchObject({ holder: null, entry: { holder: account } });
      expect(JSON.stringify(seen)).not.toContain('Bakker');
    }
  });

  it('TOK-08 lists who holds what by state, place and holder, now and then, page after page', async () => {
    const before = new Date().toISOString();
    const first = await school.tokenUser(administrator);
    const second = await school.tokenUser(administrator);
    await afterTrail();
    const mine = (query: string) =>
      list(query).then(({ generators }) => generators.map(({ serialNumber }) => serialNumber));
    expect(await mine(`&holder=${first.account}`)).toEqual([first.serialNumber]);
    expect(await mine('&state=handed-over&place=holder&limit=100')).toEqual(
      expect.arrayContaining([first.serialNumber, second.serialNumber]),
    );
    expect(await mine(`&holder=${first.account}&at=${before}`)).toEqual([]);
    const page = await list('&limit=1');
    expect(page.generators).toHaveLength(1);
    const rest = await list(`&limit=100&cursor=${page.next}`);
    expect(rest.generators.map(({ serialNumber }) => serialNumber)).not.toContain(
      page.generators[0]?.serialNumber,
    );
    expect((await school.serviceDesk.get('/generators?cursor=x')).status).toBe(400);
    expect((await school.serviceDesk.get('/generators?at=yesterday')).status).toBe(400);
  });

  it('TOK-10 one that is missing from the stock can’t be issued; when it turns up it takes a new seed first', async () => {
    const { serialNumber } = await school.generator();
    const { account } = await school.user(administrator, { signInMethod: 'token', username: 'Ledger99MS' });
    const issue = () => school.issue(account, serialNumber, administrator.account);
    recorded(await act(`/generators/${serialNumber}/missing-reports`));
    expect(await stands(serialNumber)).toBe('missing unknown nobody');
    expect(await issue()).toMatchObject({ status: 422, body: { rule: 'TOK-10' } });
    recorded(await act(`/generators/${serialNumber}/findings`));
    expect(await stands(serialNumber)).toBe('returned stock nobody');
    expect(await issue()).toMatchObject({ status: 422, body: { rule: 'TOK-05' } });
    const anew = school.generatorFields({ serialNumber });
    recorded(await school.operator.command('/generators', anew));
    recorded(await issue());
    expect(await stands(serialNumber)).toBe(`issued stock ${account}`);
    expect((await act('/generators/26-0/findings')).status).toBe(404);
  });
});

describe('a count of the stock', () => {
  interface Difference {
    readonly serialNumber: string;
    readonly difference: string;
    readonly settledType: string | null;
  }
  const count = (serialNumbers: readonly string[], report: string) =>
    act('/stock-counts', { countedAt: new Date().toISOString(), report, serialNumbers });
  const differences = async (query = '') =>
    (
      done(
        await school.auditor.get(`/stock-counts/differences?limit=100&position=${position}${query}`),
      ) as unknown as { differences: readonly Difference[] }
    ).differences.map(({ serialNumber, difference }) => `${serialNumber} ${difference}`);
  const counts = async () =>
    (
      done(await school.operator.get(`/stock-counts?position=${position}`)) as unknown as {
        counts: readonly object[];
      }
    ).counts;

  it('TOK-10 finds one missing and one too many; both are listed until they are settled', async () => {
    const lost = await school.generator();
    const held = await school.tokenUser(administrator);
    await afterTrail();
    const { generators } = await list('&place=stock&limit=100');
    const there = generators
      .map(({ serialNumber }) => serialNumber)
      .filter((one) => one !== lost.serialNumber);
    recorded(await count([...there, held.serialNumber], 'T-2026-11'));
    const found = [`${lost.serialNumber} missing`, `${held.serialNumber} unexpected`];
    expect(await differences()).toEqual(found.sort());
    expect(await counts()).toMatchObject([
      { number: 1, report: 'T-2026-11', counted: there.length + 1, missing: 1, unexpected: 1, open: 2 },
    ]);

    recorded(await act(`/generators/${lost.serialNumber}/missing-reports`));
    expect(await differences()).toEqual([`${held.serialNumber} unexpected`]);
    recorded(await act(`/accounts/${held.account}/tokens/${held.serialNumber}/returns`));
    expect(await differences()).toEqual([]);
    expect(await differences('&settled=true&count=1')).toEqual(found.sort());
  });

  it('TOK-10 comes after the one before, counts nothing twice, and is no list of anything', async () => {
    expect(await count(['27-1', '27-1'], 'T-1')).toMatchObject({
      status: 422,
      body: { violations: [{ rule: 'TOK-10', field: 'serialNumbers[1]' }] },
    });
    const before = { countedAt: '2026-01-01T00:00:00Z', report: 'T-1', serialNumbers: [] };
    expect(await act('/stock-counts', before)).toMatchObject({ status: 422, body: { rule: 'TOK-10' } });
    for (const serialNumbers of ['27-1', ['27 1'], [1], [''], ['1'.repeat(21)]])
      expect((await act('/stock-counts', { ...before, serialNumbers })).status).toBe(400);
  });
});
