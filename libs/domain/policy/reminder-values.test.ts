import { describe, expect, it } from '@jest/globals';
import { before } from './duration.js';
import { defaultValues } from './first-policy.js';
import { fits, policyForms } from './policy-forms.js';
import { type PolicyName } from './policy-values.js';

const limits: readonly (readonly [PolicyName, string, readonly string[], readonly string[]])[] = [
  ['reminder.passwordExpiresBefore', 'PWD-07', ['P1D', 'P365D'], ['P0D', 'P366D', 'P1M', 'PT24H']],
  ['reminder.couplingLapsesBefore', 'EHK-05', ['P1M', 'P24M'], ['P0M', 'P25M', 'P30D', 'PT24H']],
  ['reminder.codeUnusedBefore', 'ACT-01', ['PT5M', 'PT168H'], ['PT4M59S', 'PT168H1S', 'P1D', 'P1M']],
];

describe('when reminders come', () => {
  it.each(limits)(
    'ADM-11 %s is of its rule (%s) and from its least to its most',
    (name, rule, right, wrong) => {
      expect(policyForms[name].rule).toBe(rule);
      expect(right.map((value) => fits(policyForms[name].form, value))).toEqual(right.map(() => true));
      expect(wrong.map((value) => fits(policyForms[name].form, value))).toEqual(wrong.map(() => false));
    },
  );

  it('PWD-07 EHK-05 ACT-01 14 days, a month and 4 hours before, until a version says otherwise', () => {
    expect(defaultValues).toMatchObject({
      'reminder.passwordExpiresBefore': 'P14D',
      'reminder.couplingLapsesBefore': 'P1M',
      'reminder.codeUnusedBefore': 'PT4H',
    });
  });

  it('ACT-01 so many hours, minutes and seconds before a moment', () => {
    expect(before('2026-11-24T09:00:00.000Z', 'PT4H')).toBe('2026-11-24T05:00:00.000Z');
    expect(before('2026-11-24T09:00:00.001Z', 'PT10H1M1S')).toBe('2026-11-23T22:58:59.001Z');
  });
});
