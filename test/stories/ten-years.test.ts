import { afterEach, describe, expect, it } from '@jest/globals';
import { Random } from '#libs/projections/digest/random';
import { type Fact } from './history/facts.js';
import { expectedTimers, recordedTimers } from './ten-years/expected-timers.js';
import { Simulation, type Years } from './ten-years/simulation.js';

/** How many live undisturbed and how many with a killer about; others for who works on this, as in `PEOPLE=60 KILLED=1000`. */
const people = Number(process.env['PEOPLE'] ?? 1_000);
const killed = Number(process.env['KILLED'] ?? 200);
const tenYearsOf = (number: number): Years => ({
  people: number,
  withToken: Math.round(number * 0.025),
  years: 10,
});

let simulation: Simulation;
afterEach(() => simulation.close());

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

describe('ten years', () => {
  it(`EHK-05 PWD-07 ACT-01 END-02 of ${people} people: every code expires, every coupling lapses and everybody is reminded once, at the moment that the rules say`, async () => {
    simulation = await Simulation.of(tenYearsOf(people));
    const facts = await simulation.facts();
    const { timers, findings } = expectedTimers(facts, simulation.end);
    expect(findings).toEqual([]);
    expect(simulation.world.surprises).toEqual([]);
    expect(recordedTimers(facts)).toEqual(timers);
    expect(reached.filter((wanted) => !facts.some(({ type }) => type === wanted))).toEqual([]);
  }, 1_200_000);

  it(`architecture 15 of ${killed} people end the same, event for event, killed at random and with what the processes kept lost at random`, async () => {
    simulation = await Simulation.of(tenYearsOf(killed));
    const undisturbed = livesIn(await simulation.facts());
    await simulation.close();

    simulation = await Simulation.of({ ...tenYearsOf(killed), killer: new Random(13) });
    const facts = await simulation.facts();
    expect(simulation.kills).toBeGreaterThan(killed / 20);
    const lives = livesIn(facts);
    for (const [stream, life] of undisturbed) expect([stream, lives.get(stream)]).toEqual([stream, life]);
    expect(lives.size).toBe(undisturbed.size);

    await simulation.loseCheckpoints();
    expect(await simulation.facts()).toHaveLength(facts.length);
  }, 1_200_000);
});
