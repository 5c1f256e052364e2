import { describe, expect, it } from '@jest/globals';
import { assigned, cameBack, generatorAfter, seeded, serialNumber } from '../account/tokens.test-data.js';
import { assignGenerator, freeGenerator } from './assign-generator.js';
import { type GeneratorEvent } from './events.js';
import { seedGenerator, type SeedGenerator } from './seed-generator.js';
import { serialNumberForm } from './serial-number.js';
import { isAssigned, unlessAbandoned } from './state.js';

const seeding = (change: Partial<SeedGenerator> = {}): SeedGenerator => ({
  serialNumber,
  seedId: 'seed-2',
  seed: '31323334353637383930313233343536',
  seedDigest: 'digest of seed-2',
  seedTaken: false,
  kind: 'totp',
  hash: 'sha256',
  digits: 8,
  period: 60,
  today: '2026-11-24',
  ...change,
});
const byCounter = (change: Partial<SeedGenerator> = {}): SeedGenerator => {
  const { period: _none, ...rest } = seeding();
  return { ...rest, kind: 'hotp', hash: 'sha1', counter: 0, ...change };
};
const broken = (command: SeedGenerator, ...history: readonly GeneratorEvent[]) =>
  (seedGenerator(command, generatorAfter(...history)).refused ?? []).map(
    ({ rule, field }) => `${rule} ${field}`,
  );

describe('a token generator’s seed', () => {
  it('TOK-05 TOK-06 comes with all that its codes are worked out from', () => {
    const { seedTaken: _asked, today: _today, ...data } = seeding();
    expect(seedGenerator(seeding(), undefined)).toEqual({
      events: [{ type: 'generator.seeded', rule: 'TOK-05', data }],
    });
    expect(broken(byCounter())).toEqual([]);
  });

  it('TOK-06 has 128 bits at the least (RFC 4226, R6)', () => {
    expect(broken(seeding({ seed: '3'.repeat(32) }))).toEqual([]);
    expect(broken(seeding({ seed: '3'.repeat(30) }))).toEqual(['TOK-06 seed']);
  });

  it('TOK-06 time has a period and no counter; presses have a counter, no period, and SHA-1', () => {
    const { period: _none, ...timeless } = seeding();
    expect(broken(timeless)).toEqual(['TOK-06 period']);
    expect(broken(seeding({ counter: 0 }))).toEqual(['TOK-06 counter']);
    const { counter: _gone, ...countless } = byCounter();
    expect(broken(countless)).toEqual(['TOK-06 counter']);
    expect(broken(byCounter({ period: 30, hash: 'sha512' }))).toEqual(['TOK-06 period', 'TOK-06 hash']);
  });

  it('TOK-05 is a new one: neither what this generator had, nor another one’s', () => {
    const before = [seeded('seed-1'), assigned('user-1', 'seed-1'), cameBack('user-1', 'seed-1')];
    expect(broken(seeding(), ...before)).toEqual([]);
    expect(broken(seeding({ seedDigest: 'digest of seed-1' }), ...before)).toEqual(['TOK-05 seed']);
    const again = [...before, seeded('seed-3')];
    expect(broken(seeding({ seedDigest: 'digest of seed-1' }), ...again)).toEqual(['TOK-05 seed']);
    expect(broken(seeding({ seedTaken: true }))).toEqual(['TOK-05 seed']);
  });

  it('TOK-05 all that is wrong is told at once', () => {
    expect(broken(seeding({ seed: '33', counter: 1 }))).toEqual(['TOK-06 seed', 'TOK-06 counter']);
  });

  it('TOK-05 a generator in stock takes another one, a generator that is out none', () => {
    expect(broken(seeding(), seeded('seed-1'))).toEqual([]);
    expect(broken(seeding(), seeded('seed-1'), assigned('user-1', 'seed-1'))).toEqual([
      'TOK-05 serialNumber',
    ]);
  });
});

describe('whose a token generator is', () => {
  const mine = { account: 'user-1', seedId: 'seed-1' };
  const fresh = [seeded('seed-1')];
  const out = [...fresh, assigned('user-1', 'seed-1')];

  it('TOK-01 it is one account’s, with the seed that was judged', () => {
    const assignment = [{ type: 'generator.assigned', rule: 'TOK-01', data: mine }];
    expect(assignGenerator(mine, generatorAfter(...fresh))).toEqual(assignment);
    expect(assignGenerator(mine, generatorAfter(...out))).toEqual(assignment);
    expect(assignGenerator({ ...mine, account: 'user-2' }, generatorAfter(...out))).toBe('taken');
    expect(assignGenerator({ ...mine, seedId: 'seed-2' }, generatorAfter(...fresh))).toBe('taken');
    expect(assignGenerator(mine, undefined)).toBe('taken');
  });

  it('TOK-05 what came back is nobody’s, and can’t be assigned with the same seed', () => {
    const back = generatorAfter(...out, cameBack('user-1', 'seed-1'));
    expect(isAssigned(back, mine)).toBe(false);
    expect(assignGenerator(mine, back)).toBe('taken');
    expect(back).toMatchObject({ seedUsed: true, seedDigests: new Set(['digest of seed-1']) });
  });

  it('TOK-01 END-02 what was meant for an account that ended before it got it is free with its seed', () => {
    const state = generatorAfter(...out);
    const free = unlessAbandoned(state, { state: 'ended', issuedSeeds: new Set(['seed-0']) });
    expect(free).toEqual(generatorAfter(...fresh));
    expect(free).not.toHaveProperty('assignment');
    for (const meantFor of [
      { state: 'ended', issuedSeeds: new Set(['seed-1']) },
      { state: 'living', issuedSeeds: new Set<string>() },
    ])
      expect(unlessAbandoned(state, meantFor)).toBe(state);
    const back = generatorAfter(...out, cameBack('user-1', 'seed-1'));
    expect(unlessAbandoned(back, { state: 'ended' })).toBe(back);
    expect(unlessAbandoned(undefined, { state: 'ended' })).toBeUndefined();
  });

  it('TOK-05 TOK-06 codes of another seed than the one that it was assigned with, and has, are nobody’s', () => {
    expect(isAssigned(generatorAfter(...out), mine)).toBe(true);
    expect(isAssigned(generatorAfter(...out), { ...mine, seedId: 'seed-2' })).toBe(false);
    const seededAnew = generatorAfter(...out, seeded('seed-2'));
    expect(isAssigned(seededAnew, mine)).toBe(false);
    expect(isAssigned(seededAnew, { ...mine, seedId: 'seed-2' })).toBe(false);
  });

  it('TOK-05 it is freed once, from the account that had it with that seed', () => {
    const state = generatorAfter(...out);
    expect(freeGenerator(mine, state).events).toEqual([
      { type: 'generator.returned', rule: 'TOK-05', data: mine },
    ]);
    expect(freeGenerator({ ...mine, account: 'user-2' }, state).events).toEqual([]);
    expect(freeGenerator({ ...mine, seedId: 'seed-0' }, state).events).toEqual([]);
    expect(freeGenerator(mine, generatorAfter(...out, cameBack('user-1', 'seed-1'))).events).toEqual([]);
    expect(freeGenerator(mine, undefined).events).toEqual([]);
  });
});

it('TOK-05 a serial number is capitals and digits with hyphens between them', () => {
  const right = ['26-1234567-8', '0', 'A1', '007'];
  const wrong = ['', '-1', '1-', '1--2', 'a1', '1 2', '1_2', '1\n'];
  expect(right.filter((one) => !serialNumberForm.pattern.test(one))).toEqual([]);
  expect(wrong.filter((one) => serialNumberForm.pattern.test(one))).toEqual([]);
});
