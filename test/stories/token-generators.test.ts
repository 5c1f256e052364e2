import { readdirSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Caller } from '#libs/access/caller';
import { isErased } from '#libs/domain/catalogue';
import { type Account } from '#libs/domain/account/state';
import { generatorStreams } from '#libs/domain/streams';
import { folder } from '#libs/installation/folder';
import { tokenHolder } from './given/passwords.js';
import {
  accountIn,
  accountOf,
  createUser,
  end,
  givenAdministrator,
  outcomeOf,
  serviceDesk,
} from './given/people.js';
import { Portal } from './given/portal.js';
import {
  destroy,
  generatorHistory,
  handOver,
  issueToken,
  recordReturn,
  recordStock,
  reportProblem,
  seedGenerator,
  seedNamed,
  serialNumber,
} from './given/tokens.js';

let portal: Portal;
let administrator: Caller;
let anna: string;
let bert: string;
beforeEach(async () => {
  portal = await Portal.open();
  administrator = await givenAdministrator(portal);
  anna = accountIn(await createUser(portal, administrator, 'anna', tokenHolder('Anna1234')));
  bert = accountIn(await createUser(portal, administrator, 'bert', tokenHolder('Bert1234')));
  expect(outcomeOf(await seedGenerator(portal, 'one', 'stock'))).toBe('applied');
});
afterEach(() => portal.closeForGood());

const issueTo = (account: string, key = `issue to ${account}`, program = portal) =>
  issueToken(program, account, administrator, key);
const typesOfGenerator = () => portal.typesOf(`generator-${serialNumber}`);
const generator = async () => (await portal.journal.fold(generatorStreams, serialNumber)).state;
const has = ({ generators }: Account): boolean => generators.has(serialNumber);
const holders = async () => {
  const all = await Promise.all([anna, bert].map((account) => accountOf(portal, account)));
  return all.filter(has).length;
};

/** Files of the installation in which the text stands readable. */
const filesWith = (...texts: string[]): string[] =>
  readdirSync(portal.directory, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      return texts.some((text) => bytes.includes(text));
    })
    .map(({ name }) => name);

/** As after the loss of the file: every process handles all of history again. */
function forgetCheckpoints(directory: string): void {
  const database = new Database(folder(directory).processes);
  database.exec('DELETE FROM checkpoint');
  database.close();
}

describe('a token generator goes round', () => {
  it('TOK-01 TOK-05 from stock to a holder, back, and with a new seed to the next one', async () => {
    expect(outcomeOf(await issueTo(anna))).toBe('applied');
    expect(outcomeOf(await handOver(portal, administrator, anna, 'hand over'))).toBe('applied');
    expect(outcomeOf(await issueTo(bert))).toBe('TOK-01');
    expect(outcomeOf(await seedGenerator(portal, 'two', 'too early'))).toBe('TOK-05');
    await recordReturn(portal, anna, 'return');
    await portal.runProcesses();
    expect(outcomeOf(await issueTo(bert, 'old seed'))).toBe('TOK-05');
    expect(outcomeOf(await seedGenerator(portal, 'one', 'same seed'))).toBe('TOK-05');
    expect(outcomeOf(await seedGenerator(portal, 'two', 'new seed'))).toBe('applied');
    expect(outcomeOf(await issueTo(bert, 'new seed'))).toBe('applied');
    expect(await typesOfGenerator()).toEqual([
      'generator.seeded',
      'generator.assigned',
      'generator.returned',
      'generator.seeded',
      'generator.assigned',
    ]);
    expect((await portal.verify()).findings).toEqual([]);
  });

  it('TOK-04 END-02 one of an account that ended comes back after it, and is free', async () => {
    await issueTo(anna);
    await end(portal, administrator, anna, 'end');
    expect(await portal.typesOf(`account-${anna}`)).toContain('account.token-called-back');
    expect(outcomeOf(await recordReturn(portal, anna, 'return'))).toBe('applied');
    await portal.runProcesses();
    expect((await typesOfGenerator()).at(-1)).toBe('generator.returned');
    expect(outcomeOf(await recordReturn(portal, anna, 'return again'))).toBe('TOK-01');
  });

  it('TOK-05 the return of long ago frees nothing of today, also when its process falls back', async () => {
    await issueTo(anna);
    await recordReturn(portal, anna, 'return');
    await portal.runProcesses();
    await seedGenerator(portal, 'two', 'new seed');
    await issueTo(anna, 'again');
    const [returned] = (await portal.journal.read(`account-${anna}`)).filter(
      ({ event }) => event.type === 'account.token-returned',
    );
    await portal.close();
    forgetCheckpoints(portal.directory);
    portal = await Portal.open(portal.directory, portal.outside);
    await portal.runProcesses();
    expect(returned).toBeDefined();
    expect((await generator())?.assignment).toMatchObject({ account: anna });
    expect(portal.troubles).toEqual([]);
  });
});

describe('seeds', () => {
  it('AVG-03 TOK-05 stand readable in no file, and nowhere at all once the generator came back', async () => {
    const seed = seedNamed('one');
    expect(filesWith(seed, Buffer.from(seed, 'hex').toString('base64'))).toEqual([]);
    expect(filesWith('generator.seeded').length).toBeGreaterThan(0);
    expect((await generator())?.seed.secret).toBe(seed);
    await issueTo(anna);
    await portal.runProcesses();
    expect((await generator())?.seed.secret).toBe(seed);
    await recordReturn(portal, anna, 'return');
    await portal.runProcesses();
    await portal.runProcesses();
    expect(isErased((await generator())?.seed.secret)).toBe(true);
  });

  it('TOK-05 one that another seed replaced in stock can’t be read any more, the new one can', async () => {
    await seedGenerator(portal, 'two', 'replaced');
    await portal.runProcesses();
    const [first, second] = await generatorHistory(portal);
    const secretIn = (one: typeof first) =>
      one?.event.type === 'generator.seeded' ? one.event.data.seed : undefined;
    expect(isErased(secretIn(first))).toBe(true);
    expect(secretIn(second)).toBe(seedNamed('two'));
  });

  it('TOK-09 TOK-10 of one that is missing, or was destroyed, can’t be read any more', async () => {
    const readable = async () => !isErased((await generator())?.seed.secret);
    await recordStock(portal, 'report-generator-missing', 'missing');
    expect(await readable()).toBe(true);
    await portal.runProcesses();
    expect(await readable()).toBe(false);
    await recordStock(portal, 'record-generator-found', 'found');
    await seedGenerator(portal, 'two', 'new seed');
    await portal.runProcesses();
    expect(await readable()).toBe(true);
    expect(outcomeOf(await destroy(portal, 'destroy'))).toBe('applied');
    await portal.runProcesses();
    expect(await readable()).toBe(false);
  });

  it('TOK-05 no two generators have the same one, nor one that another one had', async () => {
    const other = { serialNumber: '26-7654321-0' };
    expect(outcomeOf(await seedGenerator(portal, 'one', 'same', other))).toBe('TOK-05');
    await seedGenerator(portal, 'two', 'replaced');
    expect(outcomeOf(await seedGenerator(portal, 'one', 'old', other))).toBe('TOK-05');
    expect(outcomeOf(await seedGenerator(portal, 'three', 'new', other))).toBe('applied');
  });

  it('TOK-05 of two generators that come with the same one at once, one is refused', async () => {
    const beside = await portal.beside();
    const receipts = await Promise.all([
      seedGenerator(portal, 'shared', 'here', { serialNumber: '26-1' }),
      seedGenerator(beside, 'shared', 'there', { serialNumber: '26-2' }),
    ]);
    expect(receipts.map((receipt) => outcomeOf(receipt)).sort()).toEqual(['TOK-05', 'applied']);
  });

  it('TOK-05 the same command again is one seed, also when the program died in between', async () => {
    const once = await seedGenerator(portal, 'two', 'again');
    expect(await seedGenerator(portal, 'two', 'again')).toEqual(once);
    portal.store.dieAt(1, 'after');
    await expect(seedGenerator(portal, 'three', 'cut off')).rejects.toThrow('stopped');
    portal = await portal.restart();
    expect(outcomeOf(await seedGenerator(portal, 'three', 'cut off'))).toBe('applied');
    expect(await typesOfGenerator()).toHaveLength(3);
  });
});

describe('issuing beside other acts', () => {
  it('TOK-01 TOK-09 of issuing and destroying at once, one is done', async () => {
    const beside = await portal.beside();
    const receipts = await Promise.all([issueTo(anna), destroy(beside, 'beside')]);
    const outcomes = receipts.map((receipt) => outcomeOf(receipt));
    expect([
      ['applied', 'TOK-09'],
      ['TOK-09', 'applied'],
    ]).toContainEqual(outcomes);
    expect(await holders()).toBe(outcomes[0] === 'applied' ? 1 : 0);
  });

  it('TOK-01 of two accounts that are issued it at once, one gets it', async () => {
    const beside = await portal.beside();
    const receipts = await Promise.all([issueTo(anna), issueTo(bert, 'beside', beside)]);
    expect(receipts.map((receipt) => outcomeOf(receipt)).sort()).toEqual(['TOK-01', 'applied']);
    expect(await holders()).toBe(1);
  });

  it('TOK-01 what was assigned before the program died is issued when the command comes again', async () => {
    portal.store.dieAt(1, 'after');
    await expect(issueTo(anna)).rejects.toThrow('stopped');
    portal = await portal.restart();
    expect(await portal.typesOf(`account-${anna}`)).not.toContain('account.token-issued');
    expect(outcomeOf(await issueTo(bert))).toBe('TOK-01');
    expect(outcomeOf(await issueTo(anna))).toBe('applied');
    expect(await holders()).toBe(1);
  });

  it('TOK-01 an account that ends meanwhile gets none, and the generator is not lost to others', async () => {
    const beside = await portal.beside();
    portal.store.onceBefore(
      ({ type }) => type.startsWith('account.token-issued'),
      () => end(beside, administrator, anna, 'end'),
    );
    expect(outcomeOf(await issueTo(anna))).toBe('END-02');
    expect((await typesOfGenerator()).at(-1)).toBe('generator.returned');
    await seedGenerator(portal, 'two', 'new seed');
    expect(outcomeOf(await issueTo(bert))).toBe('applied');
  });

  it('TOK-01 what was assigned to an account that ended before it got it goes to another one', async () => {
    portal.store.dieAt(1, 'after');
    await expect(issueTo(anna)).rejects.toThrow('stopped');
    portal = await portal.restart();
    expect(outcomeOf(await issueTo(bert, 'too early'))).toBe('TOK-01');
    await end(portal, administrator, anna, 'end');
    expect(outcomeOf(await issueTo(bert))).toBe('applied');
    expect(outcomeOf(await issueTo(anna))).toBe('END-02');
    expect((await generator())?.assignment).toMatchObject({ account: bert });
  });

  it('TOK-01 one that an ended account still has goes to nobody', async () => {
    await issueTo(anna);
    await end(portal, administrator, anna, 'end');
    expect(outcomeOf(await issueTo(bert))).toBe('TOK-01');
    await recordReturn(portal, anna, 'return');
    expect(outcomeOf(await issueTo(bert, 'before it is free'))).toBe('TOK-01');
  });

  it('TOK-01 one that another program is issuing to the same account is not taken away by a refusal', async () => {
    const beside = await portal.beside();
    portal.store.onceBefore(
      ({ type }) => type.startsWith('account.token-issued'),
      () => issueTo(anna, 'other', beside),
    );
    expect(outcomeOf(await issueTo(anna))).toBe('TOK-01 TOK-05');
    expect((await generator())?.assignment).toMatchObject({ account: anna });
    expect(await holders()).toBe(1);
  });
});

describe('administrators', () => {
  it('ADM-08 the first by courier, the second by post to the first, once that one has theirs', async () => {
    const first = await givenAdministrator(portal, 'eerste', tokenHolder('Eerste12'));
    const second = await givenAdministrator(portal, 'tweede', tokenHolder('Tweede12'));
    const other = '26-7654321-0';
    await seedGenerator(portal, 'other', 'other', { serialNumber: other });
    expect(outcomeOf(await issueToken(portal, first.id, second, 'to nobody known'))).toBe('ADM-08');
    expect(outcomeOf(await issueToken(portal, first.id, undefined, 'courier'))).toBe('applied');
    expect(outcomeOf(await handOver(portal, serviceDesk, first.id, 'proved'))).toBe('applied');
    expect(outcomeOf(await issueToken(portal, second.id, undefined, 'courier too', other))).toBe('ADM-08');
    expect(outcomeOf(await issueToken(portal, second.id, first, 'post', other))).toBe('applied');
  });
});

it('TOK-07 an account that was blocked on the report is free when the replacement is handed over', async () => {
  await issueTo(anna);
  await handOver(portal, administrator, anna, 'hand over');
  expect(outcomeOf(await reportProblem(portal, anna, 'lost'))).toBe('applied');
  expect(await accountOf(portal, anna)).toMatchObject({ blocked: 'generator-reported' });
  await recordReturn(portal, anna, 'found');
  await portal.runProcesses();
  await seedGenerator(portal, 'two', 'new seed');
  await issueTo(anna, 'replacement');
  expect(await accountOf(portal, anna)).toMatchObject({ blocked: 'generator-reported' });
  await handOver(portal, administrator, anna, 'hand over replacement');
  expect((await accountOf(portal, anna)).blocked).toBeUndefined();
});
