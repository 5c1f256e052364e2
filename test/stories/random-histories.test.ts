import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acts } from './history/acts.js';
import { brokenCodes } from './history/activation-codes.js';
import { type Fact, type Finding } from './history/facts.js';
import { brokenRoles } from './history/kept-roles.js';
import { brokenCustody, brokenEndings } from './history/no-way-back.js';
import { Play } from './history/play.js';
import { brokenPairs } from "./history/two-people.js";
import { brokenReach } from './history/reach.js';
import { brokenUniqueness } from './history/unique-values.js';

const allBroken = (facts: readonly Fact[]): Finding[] =>
  [brokenUniqueness, brokenCodes, brokenEndings, brokenCustody, brokenReach, brokenRoles, brokenPairs].flatMap((broken) =>
    broken(facts),
  );

describe('whatever people do to accounts, in whatever order', () => {
  it('USR-03 USR-04 EHK-04 ACT-02 EHK-07 END-02 ADM-03 history breaks no rule', async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(acts, async (script) => {
        const { facts, outcomes } = await Play.of(script);
        for (const one of [...facts.map(({ type }) => type), ...outcomes])
          seen.set(one, (seen.get(one) ?? 0) + 1);
        expect(allBroken(facts)).toEqual([]);
      }),
      { numRuns: 8, endOnFailure: true },
    );
    console.log([...seen].sort().map((x) => x.join(' ')).join('\n'));
  }, 300_000);
});
