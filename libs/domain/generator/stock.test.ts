import { describe, expect, it } from '@jest/globals';
import {
  assigned,
  cameBack,
  destroyed,
  found,
  generatorAfter,
  receivedWith,
  reportedMissing,
  seeded,
} from '../account/tokens.test-data.js';
import { type Decision } from '../rules.js';
import { assignGenerator, stockViolations } from './assign-generator.js';
import { destroyGenerator, type DestroyGenerator } from './destroy-generator.js';
import { type GeneratorEvent } from './events.js';
import { recordGeneratorFound, reportGeneratorMissing } from './report-generator-missing.js';
import { seedGenerator, type SeedGenerator } from './seed-generator.js';

const fresh = [seeded('seed-1')];
const out = [...fresh, assigned('user-1', 'seed-1')];
const back = [...out, cameBack('user-1', 'seed-1')];
const missing = [...fresh, reportedMissing()];
const turnedUp = [...missing, found];
const gone = [...fresh, destroyed()];

type Decide = (state: ReturnType<typeof generatorAfter>) => Decision<GeneratorEvent>;
const report: DestroyGenerator = { reason: 'broken', method: 'by-supplier', report: 'PV-2026-0017' };
const destroy: Decide = (state) => destroyGenerator(report, state);
const after = (decide: Decide, history: readonly GeneratorEvent[]) => decide(generatorAfter(...history));
const refusal = (decide: Decide, history: readonly GeneratorEvent[]) =>
  (after(decide, history).refused ?? []).map(({ rule, field }) => `${rule} ${field}`);

const seeding = (change: Partial<SeedGenerator> = {}): SeedGenerator => ({
  serialNumber: '26-1234567-8',
  seedId: 'seed-2',
  seed: '31323334353637383930313233343536',
  seedDigest: 'digest of seed-2',
  seedTaken: false,
  kind: 'totp',
  hash: 'sha1',
  digits: 6,
  period: 30,
  today: '2026-11-24',
  ...change,
});
const delivered = (change: Partial<SeedGenerator> = {}): SeedGenerator =>
  seeding({ delivery: { deliveryNote: 'PB-1', receivedOn: '2026-11-24' }, ...change });
const seedIt =
  (command: SeedGenerator): Decide =>
  (state) =>
    seedGenerator(command, state);

describe('a delivery of token generators', () => {
  it('TOK-08 is recorded with its delivery note and the day on which it came', () => {
    expect(after(seedIt(delivered()), []).events).toMatchObject([
      { type: 'generator.seeded', rule: 'TOK-05' },
      {
        type: 'generator.received',
        rule: 'TOK-08',
        data: { seedId: 'seed-2', deliveryNote: 'PB-1', receivedOn: '2026-11-24' },
      },
    ]);
    expect(after(seedIt(seeding()), []).events.map(({ type }) => type)).toEqual(['generator.seeded']);
  });

  it('TOK-08 can’t be received tomorrow', () => {
    const tomorrow = delivered({ delivery: { deliveryNote: 'PB-1', receivedOn: '2026-11-25' } });
    expect(refusal(seedIt(tomorrow), [])).toEqual(['TOK-08 receivedOn']);
  });

  it('TOK-08 that was recorded already changes nothing, whatever became of the generator since', () => {
    const again = delivered({ seedDigest: 'digest of seed-1', seedTaken: false });
    const came = [...fresh, receivedWith('PB-1')];
    const later = [
      came,
      [...came, assigned('user-1', 'seed-1')],
      [...came, assigned('user-1', 'seed-1'), cameBack('user-1', 'seed-1'), seeded('seed-3')],
      [...came, destroyed()],
    ];
    for (const history of later) expect(after(seedIt(again), history)).toEqual({ events: [] });
  });

  it('TOK-05 with a seed that came with another delivery note, or with none, is refused', () => {
    const again = delivered({ seedDigest: 'digest of seed-1' });
    expect(refusal(seedIt(again), [...fresh, receivedWith('PB-2')])).toEqual(['TOK-05 seed']);
    expect(refusal(seedIt(again), fresh)).toEqual(['TOK-05 seed']);
    const without = seeding({ seedDigest: 'digest of seed-1' });
    expect(refusal(seedIt(without), [...fresh, receivedWith('PB-1')])).toEqual(['TOK-05 seed']);
  });

  it('TOK-08 a delivery note is that of the seed that came with it, also when another one came since', () => {
    const came = [...fresh, receivedWith('PB-1'), seeded('seed-3'), receivedWith('PB-3', 'seed-3')];
    const state = generatorAfter(...came);
    expect(state?.deliveryNotes).toEqual(
      new Map([
        ['digest of seed-1', 'PB-1'],
        ['digest of seed-3', 'PB-3'],
      ]),
    );
    expect(generatorAfter(receivedWith('PB-1'))).toBeUndefined();
  });
});

describe('destroying a token generator', () => {
  it('TOK-09 is recorded of one that lies in stock, with the report of it', () => {
    for (const history of [fresh, back, turnedUp])
      expect(after(destroy, history).events).toEqual([
        { type: 'generator.destroyed', rule: 'TOK-09', data: { seedId: 'seed-1', ...report } },
      ]);
  });

  it('TOK-09 is refused of one that somebody has or gets, of a missing one and of one that nobody knows', () => {
    expect(refusal(destroy, out)).toEqual(['TOK-09 serialNumber']);
    expect(refusal(destroy, missing)).toEqual(['TOK-10 serialNumber']);
    expect(refusal(destroy, [])).toEqual(['TOK-08 serialNumber']);
  });

  it('TOK-09 happens once, and for good', () => {
    expect(after(destroy, gone)).toEqual({ events: [] });
    expect(refusal(reportGeneratorMissing, gone)).toEqual(['TOK-09 serialNumber']);
    expect(refusal(recordGeneratorFound, gone)).toEqual(['TOK-09 serialNumber']);
    expect(refusal(seedIt(seeding()), gone)).toEqual(['TOK-09 serialNumber']);
    expect(generatorAfter(...gone, found)?.gone).toBe('destroyed');
    expect(generatorAfter(destroyed())).toBeUndefined();
  });
});

describe('a token generator that isn’t found in stock', () => {
  it('TOK-10 is written off as missing, once', () => {
    for (const history of [fresh, back, turnedUp])
      expect(after(reportGeneratorMissing, history).events).toEqual([
        { type: 'generator.reported-missing', rule: 'TOK-10', data: { seedId: 'seed-1' } },
      ]);
    expect(after(reportGeneratorMissing, missing)).toEqual({ events: [] });
    expect(generatorAfter(reportedMissing())).toBeUndefined();
  });

  it('TOK-10 is no one’s that is out with an account, and none that nobody knows', () => {
    expect(refusal(reportGeneratorMissing, out)).toEqual(['TOK-10 serialNumber']);
    expect(refusal(reportGeneratorMissing, [])).toEqual(['TOK-08 serialNumber']);
    expect(refusal(recordGeneratorFound, [])).toEqual(['TOK-08 serialNumber']);
  });

  it('TOK-10 TOK-05 that turns up lies in stock again and takes a new seed', () => {
    expect(after(recordGeneratorFound, missing).events).toEqual([
      { type: 'generator.found', rule: 'TOK-10', data: {} },
    ]);
    expect(after(recordGeneratorFound, fresh)).toEqual({ events: [] });
    expect(refusal(seedIt(seeding()), missing)).toEqual(['TOK-10 serialNumber']);
    expect(refusal(seedIt(seeding()), turnedUp)).toEqual([]);
    expect(generatorAfter(...turnedUp)).not.toHaveProperty('gone');
    expect(generatorAfter(...fresh, found)).toEqual(generatorAfter(...fresh));
  });
});

describe('issuing', () => {
  const broken = (...history: readonly GeneratorEvent[]) =>
    stockViolations(generatorAfter(...history), 'user-1', new Set()).map(
      ({ rule, field }) => `${rule} ${field}`,
    );
  const mine = { account: 'user-1', seedId: 'seed-1' };

  it('TOK-09 TOK-10 takes none that was destroyed or is missing', () => {
    expect(broken(...fresh)).toEqual([]);
    expect(broken(...gone)).toEqual(['TOK-09 serialNumber']);
    expect(broken(...missing)).toEqual(['TOK-10 serialNumber']);
    expect(broken(...turnedUp)).toEqual(['TOK-05 serialNumber']);
    for (const history of [gone, missing, turnedUp])
      expect(assignGenerator(mine, generatorAfter(...history))).toBe('taken');
    expect(broken(...turnedUp, seeded('seed-2'))).toEqual([]);
  });
});
