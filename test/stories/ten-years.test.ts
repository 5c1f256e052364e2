import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Random } from '#libs/projections/digest/random';
import { type Fact } from './history/facts.js';
import { expectedTimers, recordedTimers } from './ten-years/expected-timers.js';
import { mailsThatBreakRules, sentAgain } from './ten-years/mail-counts.js';
import { Simulation, type Years } from './ten-years/simulation.js';

/** `npm run ten-years` has 1,000. How long each run took is printed: a figure to read, on a machine that does nothing else. */
const people = Number(process.env['PEOPLE'] ?? 80);
const years: Years = { people, withToken: Math.max(6, Math.round(people * 0.025)), years: 10 };
/** Milliseconds; of 1,000 people on a busy machine. */
const patience = 1_800_000;

interface Run {
  readonly simulation: Simulation;
  readonly facts: readonly Fact[];
}

async function live(how: string, given: Years): Promise<Run> {
  const began = performance.now();
  const simulation = await Simulation.of(given);
  const seconds = (performance.now() - began) / 1_000;
  const facts = await simulation.facts();
  const { kills, moments, mails } = simulation;
  process.stdout.write(
    `10 years of ${people} people, ${how}: ${seconds.toFixed(1)} s, ${moments} moments, ${facts.length} events, ` +
      `${mails.sendings.length} mails sent, ${sentAgain(mails.sendings).length} of them again, ${kills} kills\n`,
  );
  return { simulation, facts };
}

/**
 * What happened to each account and at its door, moment after moment; what happens at the same moment has no order of its
 * own. Ids and secrets are made anew in each run, and left out.
 */
function livesIn(facts: readonly Fact[]): ReadonlyMap<string, readonly string[]> {
  const lives = new Map<string, string[]>();
  for (const { stream, type, at, data, by } of facts) {
    if (!/^(account|signin)-/.test(stream)) continue;
    const told = ['since', 'deadline', 'of', 'lapsesAt', 'goodUntil', 'expiresAt', 'couplingLapsesAt'];
    const life = lives.get(stream) ?? [];
    life.push(`${at} ${type} ${by.kind} ${JSON.stringify(told.map((field) => data[field]))}`);
    lives.set(stream, life);
  }
  for (const life of lives.values()) life.sort();
  return lives;
}

/** Without these the rules would have had nothing to be broken by. */
const reached = [
  'account.reminder-due',
  'account.activation-code-expired',
  'account.coupling-lapsed',
  'account.coupled-again',
  'account.decoupled',
  'account.ended',
  'account.password-changed',
  'account.conversion-begun',
];

describe(`ten years of ${people} people`, () => {
  let undisturbed: Run;
  let killed: Run;
  beforeAll(async () => {
    undisturbed = await live('undisturbed', years);
    await undisturbed.simulation.close();
    killed = await live('killed at random', { ...years, killer: new Random(13) });
  }, patience);
  afterAll(() => killed.simulation.close());

  it('EHK-05 PWD-07 ACT-01 END-02: every code expires, every coupling lapses and everybody is reminded once, at the moment that the rules say', () => {
    const { facts, simulation } = undisturbed;
    const { timers, findings } = expectedTimers(facts, simulation.end);
    expect(findings).toEqual([]);
    expect(simulation.world.surprises).toEqual([]);
    expect(recordedTimers(facts)).toEqual(timers);
    expect(reached.filter((wanted) => !facts.some(({ type }) => type === wanted))).toEqual([]);
  });

  it('ACT-06: what is mailed was asked for, and leaves once', () => {
    const { facts, simulation } = undisturbed;
    expect(mailsThatBreakRules(facts, simulation.mails.sendings)).toEqual([]);
    expect(sentAgain(simulation.mails.sendings)).toEqual([]);
  });

  it('architecture 15: they end the same, event for event, killed at random and with what the processes kept lost at random', () => {
    expect(killed.simulation.kills).toBeGreaterThan(10);
    const lives = livesIn(killed.facts);
    for (const [stream, life] of livesIn(undisturbed.facts))
      expect([stream, lives.get(stream)]).toEqual([stream, life]);
    expect(lives.size).toBe(livesIn(undisturbed.facts).size);
  });

  it('ACT-06: killed at random, nothing leaves again but what was on its way when it was killed', () => {
    const { facts, simulation } = killed;
    expect(mailsThatBreakRules(facts, simulation.mails.sendings)).toEqual([]);
    expect(sentAgain(simulation.mails.sendings).length).toBeGreaterThan(0);
    expect(sentAgain(simulation.mails.sendings).length).toBeLessThanOrEqual(simulation.kills);
  });

  it(
    'architecture 15: replaying all of it and building every read model sends no mail, makes no letter and adds no event',
    async () => {
      const { simulation, facts } = killed;
      const [sendings, letters] = [simulation.mails.sendings.length, simulation.letters()];
      await simulation.replayEverything();
      expect(simulation.mails.sendings).toHaveLength(sendings);
      expect(simulation.letters()).toEqual(letters);
      expect(letters.length).toBeGreaterThan(0);
      expect((await simulation.facts()).map(({ id }) => id)).toEqual(facts.map(({ id }) => id));
    },
    patience,
  );
});
