import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acts } from './history/acts.js';
import { brokenRules } from './history/broken-rules.js';
import { Play } from './history/play.js';

/** The same scripts each time, so that what they reach is known; then some that nobody has seen. */
const known = fc.sample(acts, { numRuns: 10, seed: 7 });

describe('whatever people do to accounts, in whatever order', () => {
  it('ORG-05 ADM-06 USR-03 USR-04 USR-05 ADM-02 ADM-03 ADM-05 ADM-10 ADM-11 TOK-01 TOK-05 ACT-01 ACT-02 ACT-03 EHK-03 EHK-04 EHK-07 EHK-08 CNV-02 END-01 END-02 history breaks no rule', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(acts, async (script) => {
        const { facts, outcomes } = await Play.of(script);
        for (const { type } of facts) seen.add(type);
        for (const outcome of outcomes) for (const one of [outcome, ...outcome.split(' ')]) seen.add(one);
        expect(brokenRules(facts)).toEqual([]);
      }),
      { numRuns: known.length + 5, examples: known.map((script) => [script]), endOnFailure: true },
    );
    expect(reached.filter((one) => !seen.has(one))).toEqual([]);
  }, 300_000);
});

/** Without these the rules would have had nothing to be broken by. */
const reached = [
  'account.coupled',
  'account.coupled-again',
  'account.decoupled',
  'account.previous-means-released',
  'account.conversion-begun',
  'account.ended',
  'account.email-address-changed',
  'account.coupling-tried-wrongly',
  'account.activation-code-voided',
  'account.token-issued',
  'account.token-called-back',
  'account.token-returned',
  'account.blocked',
  'account.role-withdrawn',
  'organisation.left',
  'account.administrator-stepped-down',
  'account.means-problem-reported',
  'mandate.ended',
  'change-roles ADM-02',
  'change-roles ADM-03',
  'END-02',
  'create-user USR-04',
  'decouple-means ADM-10',
  'begin-conversion CNV-02',
  'confirm-administrator ADM-11',
  'couple-means ACT-01',
  'couple-means ACT-03',
];
