import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  tokenCalledBack,
  tokenHandedOver,
  tokenIssued,
  tokenReturned,
} from '#libs/domain/account/token-events';
import { event } from '#libs/domain/catalogue';
import {
  generatorAssigned,
  generatorFound,
  generatorReceived,
  generatorReportedMissing,
  generatorSeeded,
} from '#libs/domain/generator/events';
import { signInSucceeded } from '#libs/domain/sign-in/events';
import { stockCounted } from '#libs/domain/stock/stock';
import { BadCursor, encodeCursor } from '../engine/cursor.js';
import { readModelOf } from '../read-model-of.test-data.js';
import { custody } from './custody.js';
import { type CustodyAsked, custodyOf, listCustody } from './read-custody.js';
import { type DifferencesAsked, listStockCounts, listStockDifferences } from './read-stock-counts.js';

const history = readModelOf(custody);

/** Minutes after the beginning of 2026: the clock goes on one with everything that is recorded. */
let minute = 0;
beforeEach(() => {
  minute = 0;
});
const at = (minutes: number): string => `2026-01-01T00:${String(minutes).padStart(2, '0')}:00.000Z`;
const record: typeof history.record = async (...recorded) => {
  minute += 1;
  return history.record(...recorded);
};
/** The moment of what was recorded last. */
const now = (): string => at(minute);

const stock = (serialNumber: string) =>
  record(`generator-${serialNumber}`, [
    event(generatorSeeded, {
      seedId: `seed of ${serialNumber}`,
      serialNumber,
      seed: '31323334353637383930313233343536',
      seedDigest: serialNumber,
      kind: 'totp',
      hash: 'sha1',
      digits: 6,
      period: 30,
    }),
    event(generatorReceived, {
      seedId: `seed of ${serialNumber}`,
      deliveryNote: 'PB-1',
      receivedOn: '2025-12-31',
    }),
  ]);
const which = (serialNumber: string) => ({ generator: serialNumber, serialNumber });
const issue = async (account: string, serialNumber: string) => {
  const seedId = `seed of ${serialNumber}`;
  await record(`generator-${serialNumber}`, [event(generatorAssigned, { account, seedId })]);
  await record(`account-${account}`, [
    event(tokenIssued, { ...which(serialNumber), seedId, delivery: 'courier' }),
  ]);
};
const handOver = (account: string, serialNumber: string) =>
  record(`account-${account}`, [event(tokenHandedOver, which(serialNumber))]);
const giveBack = (account: string, serialNumber: string) =>
  record(`account-${account}`, [
    event(tokenCalledBack, { ...which(serialNumber), reason: 'no-longer-used' }),
    event(tokenReturned, which(serialNumber)),
  ]);
const missing = (serialNumber: string) =>
  record(`generator-${serialNumber}`, [
    event(generatorReportedMissing, { seedId: `seed of ${serialNumber}` }),
  ]);
const count = (number: number, serialNumbers: readonly string[], countedAt = now()) =>
  record('stock-counts', [event(stockCounted, { number, countedAt, report: `T-${number}`, serialNumbers })]);

const numbers = async (asked: CustodyAsked = {}) =>
  (await listCustody(await history.upToDate(), asked)).generators.map(({ serialNumber }) => serialNumber);
const statesOf = async (serialNumber: string, moment?: string) =>
  (await custodyOf(await history.upToDate(), serialNumber, moment)).map(({ state }) => state);

describe('the ledger of token generators', () => {
  it('TOK-08 says where each is and whose, since when, and by which event', async () => {
    await stock('26-1');
    await issue('anna', '26-1');
    await handOver('anna', '26-1');
    const [entry] = (await listCustody(await history.upToDate(), {})).generators;
    expect(entry).toEqual({
      serialNumber: '26-1',
      state: 'handed-over',
      place: 'holder',
      holder: 'anna',
      deliveredTo: null,
      problem: null,
      deliveryNote: 'PB-1',
      receivedOn: '2025-12-31',
      trackingNumber: null,
      since: now(),
      until: null,
      event: expect.any(String) as unknown,
      type: 'account.token-handed-over',
    });
    await record('signin-anna', [
      event(signInSucceeded, {
        method: 'token',
        session: 's',
        failures: 0,
        seedId: 'seed of 26-1',
        factor: 1,
      }),
    ]);
    await record('signin-bert', [
      event(signInSucceeded, { method: 'eherkenning', session: 's', failures: 0 }),
    ]);
    await record('signin-bert', [
      event(signInSucceeded, { method: 'token', session: 's', failures: 0, seedId: 'seed-0', factor: 1 }),
    ]);
    expect((await statesOf('26-1')).at(-1)).toBe('in-use');
  });

  it('TOK-08 AVG-05 says at every past moment what it said then', async () => {
    await stock('26-1');
    await issue('anna', '26-1');
    await handOver('anna', '26-1');
    expect(await statesOf('26-1', at(0))).toEqual([]);
    expect(await statesOf('26-1', at(1))).toEqual(['in-stock', 'in-stock']);
    expect(await statesOf('26-1', '2026-01-01T00:03:59.999Z')).toEqual([
      'in-stock',
      'in-stock',
      'assigned',
      'issued',
    ]);
    expect(await numbers({ state: 'issued', at: at(3) })).toEqual(['26-1']);
    expect(await numbers({ state: 'issued', at: at(4) })).toEqual([]);
    expect(await numbers({ place: 'stock', at: at(3) })).toEqual(['26-1']);
    expect(await numbers({ at: '2025-12-31T00:00:00.000Z' })).toEqual([]);
  });

  it('TOK-08 lists by state, place and holder, page after page', async () => {
    for (const number of ['26-3', '26-1', '26-2']) await stock(number);
    await issue('anna', '26-2');
    await handOver('anna', '26-2');
    expect(await numbers()).toEqual(['26-1', '26-2', '26-3']);
    expect(await numbers({ state: 'in-stock' })).toEqual(['26-1', '26-3']);
    expect(await numbers({ place: 'holder' })).toEqual(['26-2']);
    expect(await numbers({ holder: 'anna' })).toEqual(['26-2']);
    const first = await listCustody(await history.upToDate(), { limit: 2 });
    expect(first.generators).toHaveLength(2);
    const second = await listCustody(await history.upToDate(), { limit: 2, cursor: first.next ?? '' });
    expect(second.generators.map(({ serialNumber }) => serialNumber)).toEqual(['26-3']);
    expect(second).not.toHaveProperty('next');
    expect(await listCustody(await history.upToDate(), { limit: 3 })).not.toHaveProperty('next');
    await expect(numbers({ cursor: 'x' })).rejects.toThrow(BadCursor);
    await expect(numbers({ cursor: encodeCursor('26 1') })).rejects.toThrow(BadCursor);
  });
});

describe('counts of the stock', () => {
  const differences = async (asked: Partial<DifferencesAsked> = {}) =>
    (await listStockDifferences(await history.upToDate(), { settled: false, ...asked })).differences.map(
      ({ count: number, serialNumber, difference, state, settledType }) =>
        `${number} ${serialNumber} ${difference} ${state}${settledType === null ? '' : ` by ${settledType}`}`,
    );
  const counts = async () =>
    (await listStockCounts(await history.upToDate(), {})).counts.map(
      ({ number, counted, missing: lost, unexpected, open }) => [number, counted, lost, unexpected, open],
    );
  beforeEach(async () => {
    for (const number of ['26-1', '26-2', '26-3']) await stock(number);
    await issue('anna', '26-3');
    await handOver('anna', '26-3');
  });

  it('TOK-10 that finds what the ledger has in stock finds no difference', async () => {
    await count(1, ['26-1', '26-2']);
    expect(await counts()).toEqual([[1, 2, 0, 0, 0]]);
    expect(await differences({ settled: true })).toEqual([]);
  });

  it('TOK-10 lists what is missing, and what the ledger has elsewhere or doesn’t know', async () => {
    await count(1, ['26-1', '26-3', '26-9']);
    expect(await counts()).toEqual([[1, 3, 1, 2, 3]]);
    expect(await differences()).toEqual([
      '1 26-2 missing in-stock',
      '1 26-3 unexpected handed-over',
      '1 26-9 unexpected null',
    ]);
    const [, elsewhere] = (await listStockDifferences(await history.upToDate(), { settled: false }))
      .differences;
    expect(elsewhere).toEqual({
      count: 1,
      serialNumber: '26-3',
      difference: 'unexpected',
      state: 'handed-over',
      place: 'holder',
      holder: 'anna',
      settledBy: null,
      settledType: null,
      settledAt: null,
    });
  });

  it('TOK-10 a missing one is settled when it is written off, or shows itself; the others stay listed', async () => {
    await count(1, []);
    await missing('26-1');
    expect(await differences()).toEqual(['1 26-2 missing in-stock']);
    await issue('bert', '26-2');
    expect(await differences()).toEqual([]);
    expect(await differences({ settled: true })).toEqual([
      '1 26-1 missing in-stock by generator.reported-missing',
      '1 26-2 missing in-stock by generator.assigned',
    ]);
    expect(await counts()).toEqual([[1, 0, 2, 0, 0]]);
  });

  it('TOK-10 one that was not expected is settled when the ledger has it in stock', async () => {
    await count(1, ['26-1', '26-2', '26-3', '26-4']);
    await record('signin-anna', [
      event(signInSucceeded, {
        method: 'token',
        session: 's',
        failures: 0,
        seedId: 'seed of 26-3',
        factor: 1,
      }),
    ]);
    expect(await differences()).toEqual(['1 26-3 unexpected handed-over', '1 26-4 unexpected null']);
    await giveBack('anna', '26-3');
    await stock('26-4');
    expect(await differences({ settled: true })).toEqual([
      '1 26-3 unexpected handed-over by account.token-returned',
      '1 26-4 unexpected null by generator.seeded',
    ]);
  });

  it('TOK-10 a later count settles what it shows otherwise, and lists again what it doesn’t', async () => {
    await count(1, ['26-3', '26-9']);
    await count(2, ['26-2', '26-9']);
    expect(await differences()).toEqual([
      '1 26-1 missing in-stock',
      '1 26-9 unexpected null',
      '2 26-1 missing in-stock',
      '2 26-9 unexpected null',
    ]);
    expect(await differences({ count: 1, settled: true })).toEqual([
      '1 26-1 missing in-stock',
      '1 26-2 missing in-stock by stock.counted',
      '1 26-3 unexpected handed-over by stock.counted',
      '1 26-9 unexpected null',
    ]);
  });

  it('TOK-10 is held beside the ledger of its own moment; what happened until it was recorded settles', async () => {
    const before = now();
    await giveBack('anna', '26-3');
    await missing('26-1');
    await record('generator-26-1', [event(generatorFound, {})]);
    await count(1, ['26-2', '26-3', '26-8'], before);
    await stock('26-7');
    expect(await differences({ settled: true })).toEqual([
      '1 26-1 missing in-stock by generator.reported-missing',
      '1 26-3 unexpected handed-over by account.token-returned',
      '1 26-8 unexpected null',
    ]);
    expect(await counts()).toEqual([[1, 3, 1, 2, 1]]);
  });

  it('TOK-10 are listed newest first, and their differences in order, page after page', async () => {
    await count(1, []);
    await count(2, []);
    const rows = await history.upToDate();
    const first = await listStockCounts(rows, { limit: 1 });
    expect(first.counts).toMatchObject([{ number: 2, report: 'T-2' }]);
    const second = await listStockCounts(rows, { limit: 1, cursor: first.next ?? '' });
    expect(second.counts).toMatchObject([{ number: 1 }]);
    expect(second).not.toHaveProperty('next');
    const some = await listStockDifferences(rows, { settled: false, limit: 3 });
    expect(some.differences).toHaveLength(3);
    const rest = await listStockDifferences(rows, { settled: false, limit: 3, cursor: some.next ?? '' });
    expect(rest.differences.map(({ count: number, serialNumber }) => `${number} ${serialNumber}`)).toEqual([
      '2 26-2',
    ]);
    expect(rest).not.toHaveProperty('next');
    for (const cursor of ['x', encodeCursor('26-1')]) {
      await expect(listStockCounts(rows, { cursor })).rejects.toThrow(BadCursor);
      await expect(listStockDifferences(rows, { settled: false, cursor })).rejects.toThrow(BadCursor);
    }
  });
});
