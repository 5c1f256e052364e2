import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Receipt } from '#libs/commands/receipt';
import { type ImportedGenerator } from '#libs/commands/import-generators';
import { generatorStreams } from '#libs/domain/streams';
import { ledgerOf } from './given/ledger.js';
import { tokenHolder } from './given/passwords.js';
import {
  accountIn,
  createUser,
  givenAdministrator,
  idFor,
  operator,
  origin,
  outcomeOf,
} from './given/people.js';
import { Portal } from './given/portal.js';
import { issueToken, seedGenerator, seedNamed } from './given/tokens.js';

let portal: Portal;
beforeEach(async () => {
  portal = await Portal.open();
});
afterEach(() => portal.closeForGood());

const device = (nth: number, more: Partial<ImportedGenerator> = {}): ImportedGenerator => ({
  at: `line ${nth + 1}`,
  serialNumber: `26-${nth}`,
  seed: seedNamed(`device ${nth}`),
  kind: 'totp',
  hash: 'sha1',
  digits: 6,
  period: 30,
  ...more,
});
const devices = (count: number) => Array.from({ length: count }, (_, nth) => device(nth + 1));

const importing = (
  generators: readonly ImportedGenerator[],
  key: string,
  { deliveryNote = 'PB-2026-001', receivedOn = '2026-01-02' } = {},
): Promise<Receipt> =>
  portal.desk.issue('import-generators', {
    idempotencyKey: idFor(key),
    caller: operator,
    origin,
    body: { deliveryNote, receivedOn, generators },
  });
const brokenBy = (receipt: Receipt): readonly string[] =>
  receipt.outcome === 'refused'
    ? receipt.violations.map(({ rule, field = '' }) => `${rule} ${field}`.trim())
    : [];

const count = async (type: string): Promise<number> =>
  (await portal.history()).filter(({ event }) => event.type === type).length;
const inStock = async (nth: number): Promise<boolean> =>
  (await portal.journal.fold(generatorStreams, `26-${nth}`)).state !== undefined;

/** Files of the installation in which the text stands readable. */
const filesWith = (text: string): string[] =>
  readdirSync(portal.directory, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map(({ name }) => name);

describe('a supplier’s delivery of token generators', () => {
  it('TOK-08 comes into stock as a whole, with its delivery note', async () => {
    expect(outcomeOf(await importing(devices(70), 'import'))).toBe('applied');
    expect(await count('generator.seeded')).toBe(70);
    expect(await count('generator.received')).toBe(70);
    expect((await ledgerOf(portal, '26-70')).at(-1)).toMatchObject({
      state: 'in-stock',
      place: 'stock',
      deliveryNote: 'PB-2026-001',
      receivedOn: '2026-01-02',
    });
    const last = (await portal.history()).at(-1);
    expect(last?.event).toMatchObject({
      type: 'delivery.imported',
      data: { deliveryNote: 'PB-2026-001', generators: 70 },
    });
    expect((await portal.verify()).findings).toEqual([]);
  });

  it('AVG-03 its seeds stand readable in no file', async () => {
    await importing(devices(3), 'import');
    await portal.runProcesses();
    for (const { seed } of devices(3))
      for (const text of [
        seed,
        Buffer.from(seed, 'hex').toString('base64'),
        Buffer.from(seed, 'hex').toString('latin1'),
      ])
        expect(filesWith(text)).toEqual([]);
    expect((await portal.journal.fold(generatorStreams, '26-2')).state?.seed.secret).toBe(
      seedNamed('device 2'),
    );
  });

  it('TOK-08 that comes again changes nothing: under another key, on another day, after its generators went out', async () => {
    await importing(devices(3), 'import');
    const administrator = await givenAdministrator(portal);
    const anna = accountIn(await createUser(portal, administrator, 'anna', tokenHolder('Anna1234')));
    await issueToken(portal, anna, administrator, 'issue', '26-2');
    const again = await importing(devices(3), 'again', { receivedOn: '2026-01-03' });
    expect(outcomeOf(again)).toBe('changed-nothing');
    expect(await importing(devices(3), 'import')).toMatchObject({ outcome: 'applied' });
    expect(await count('generator.seeded')).toBe(3);
    expect(await count('delivery.imported')).toBe(1);
  });

  it('TOK-05 TOK-06 with one generator that is wrong isn’t imported at all; all that is wrong is told by its place', async () => {
    await seedGenerator(portal, 'elsewhere', 'elsewhere', { serialNumber: '26-99' });
    const wrong = [
      device(1),
      device(2, { seed: '00' }),
      device(3, { seed: seedNamed('elsewhere') }),
      device(4, { counter: 1 }),
      device(5),
    ];
    const refusal = await importing(wrong, 'import');
    expect(brokenBy(refusal)).toEqual([
      'TOK-06 line 3: seed',
      'TOK-05 line 4: seed',
      'TOK-06 line 5: counter',
    ]);
    expect(JSON.stringify(refusal)).not.toContain(seedNamed('elsewhere'));
    expect(await inStock(1)).toBe(false);
    expect(await inStock(5)).toBe(false);
    expect(await count('delivery.imported')).toBe(0);
  });

  it('TOK-08 can’t be received in the future', async () => {
    const tomorrow = { receivedOn: '2040-01-01' };
    expect(brokenBy(await importing([device(1)], 'import', tomorrow))).toEqual(['TOK-08 line 2: receivedOn']);
  });

  it('TOK-08 says how many came in before, where a longer file of the same delivery has one that is wrong', async () => {
    await importing(devices(3), 'import');
    const refusal = await importing([...devices(3), device(4), device(5, { seed: '00' })], 'longer');
    expect(brokenBy(refusal)).toEqual(['TOK-06 line 6: seed', 'TOK-08']);
    expect(refusal).toMatchObject({
      violations: [{}, { message: expect.stringMatching(/^3 generators/) as unknown }],
    });
    expect(await inStock(4)).toBe(false);
    expect(outcomeOf(await importing(devices(5), 'mended'))).toBe('applied');
    expect(await count('generator.seeded')).toBe(5);
  });

  it.each(['import', 'another key'])(
    'TOK-08 that was cut off is completed by running it again (%s)',
    async (key) => {
      for (const nth of [1, 30, 30]) {
        portal.store.dieAt(nth, 'after');
        await expect(importing(devices(60), 'import')).rejects.toThrow('stopped');
        portal = await portal.restart();
      }
      expect(outcomeOf(await importing(devices(60), key))).toBe('applied');
      expect(await count('generator.seeded')).toBe(60);
      expect(await count('generator.received')).toBe(60);
      expect(await count('delivery.imported')).toBe(1);
      expect((await portal.verify()).findings).toEqual([]);
    },
  );

  it('TOK-05 in which somebody else took a seed meanwhile is refused with what came in and what didn’t', async () => {
    const beside = await portal.beside();
    const wanted = portal.commands.reservations.stream('seed', seedNamed('device 2'));
    portal.store.onceBefore(
      ({ stream }) => stream === wanted,
      () => seedGenerator(beside, 'device 2', 'beside', { serialNumber: '26-77' }),
    );
    const refusal = await importing(devices(2), 'import');
    expect(brokenBy(refusal)).toEqual(['TOK-05 line 3: seed', 'TOK-08']);
    expect([await inStock(1), await inStock(2)]).toEqual([true, false]);
  });
});
