import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { firstPolicy } from './first-policy.js';
import { fits, policyForms } from './policy-forms.js';
import { type PolicyName } from './policy-values.js';
import { evolvePolicy, noPolicy, policyAt, policySet } from './policy.js';

/** The value, its rule, its least and its most, and what lies beyond. */
type Limits = readonly [PolicyName, string, readonly unknown[], readonly unknown[]];

const reminders: readonly Limits[] = [
  ['reminder.passwordExpiresBefore', 'PWD-07', ['P1D', 'P365D'], ['P0D', 'P366D', 'P1M', 'PT24H']],
  ['reminder.couplingLapsesBefore', 'EHK-05', ['P1M', 'P24M'], ['P0M', 'P25M', 'P30D', 'PT24H']],
  ['reminder.codeUnusedBefore', 'ACT-01', ['PT5M', 'PT168H'], ['PT4M59S', 'PT168H1S', 'P1D', 'P1M']],
];
/** Of which an installation from before has no value of its own. */
const younger: readonly Limits[] = [
  ['password.leastCharacters', 'PWD-01', [8, 16], [7, 17, '8']],
  ['password.leastLetters', 'PWD-02', [0, 8], [-1, 9]],
  ['password.leastNonLetters', 'PWD-03', [0, 8], [-1, 9]],
  ['password.mostEqualInARow', 'PWD-04', [2, 16], [1, 17]],
  ['means.leastLevel', 'EHK-01', ['loa2', 'loa2plus', 'loa3', 'loa4'], ['loa1', 'loa5', '3', 'loa3 ', 3]],
  ['register.mostPercentClosed', 'ORG-02', [0, 100], [-1, 101, 2.5]],
];
const asTheRulebookHasThem = {
  'password.leastCharacters': 8,
  'password.leastLetters': 4,
  'password.leastNonLetters': 1,
  'password.mostEqualInARow': 2,
  'means.leastLevel': 'loa3',
  'register.mostPercentClosed': 2,
};

describe('what policy may say', () => {
  it.each([...reminders, ...younger])(
    'ADM-11 %s is of its rule (%s) and from its least to its most',
    (name, rule, right, wrong) => {
      expect(policyForms[name].rule).toBe(rule);
      expect(right.map((value) => fits(policyForms[name].form, value))).toEqual(right.map(() => true));
      expect(wrong.map((value) => fits(policyForms[name].form, value))).toEqual(wrong.map(() => false));
    },
  );

  it('PWD-01 PWD-02 PWD-03 PWD-04 EHK-01 ORG-02 an installation from before has the numbers that held there', () => {
    const start = '2026-01-01T00:00:00.000Z';
    const of = (values: object) =>
      policyAt(evolvePolicy(noPolicy, event(policySet, { number: 1, inForceFrom: start, values })), start);
    const names = new Set(younger.map(([name]) => name as string));
    const ofThen = Object.entries(firstPolicy('service')).filter(([name]) => !names.has(name));
    expect(of(Object.fromEntries(ofThen))).toMatchObject(asTheRulebookHasThem);
    expect(of(firstPolicy('service'))).toMatchObject(asTheRulebookHasThem);
  });
});
