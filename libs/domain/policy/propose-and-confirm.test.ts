import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefused } from '../rules.js';
import { confirmPolicy, type ConfirmPolicy } from './confirm-policy.js';
import { firstPolicy } from './first-policy.js';
import { policyForms } from './policy-forms.js';
import { evolvePolicy, noPolicy, policyAt, type PolicyEvent, setFirstPolicy } from './policy.js';
import { proposePolicy, type ProposePolicy } from './propose-policy.js';

const start = '2026-01-01T00:00:00.000Z';
const now = '2026-11-23T09:00:00.000Z';
const january = '2027-01-01T00:00:00.000Z';
const values = firstPolicy('service');

const proposing = (change: Partial<ProposePolicy> = {}): ProposePolicy => ({
  proposal: 'p-1',
  by: 'anna',
  inForceFrom: january,
  values: { 'activationCode.validFor': 'PT12H' },
  now,
  ...change,
});
const confirming = (change: Partial<ConfirmPolicy> = {}): ConfirmPolicy => ({
  proposal: 'p-1',
  by: 'bram',
  now,
  ...change,
});

const after = (...events: readonly PolicyEvent[]) =>
  [...setFirstPolicy(values, start, noPolicy), ...events].reduce(evolvePolicy, noPolicy);
const proposed = (change: Partial<ProposePolicy> = {}) => proposePolicy(proposing(change), after()).events;
const broken = (change: Partial<ProposePolicy>) =>
  (proposePolicy(proposing(change), after()).refused ?? []).map(({ rule, field }) => `${rule} ${field}`);

describe('proposing policy', () => {
  it('ADM-11 a proposal says who, from when and what; nothing holds yet', () => {
    const events = proposed({
      values: { 'activationCode.validFor': 'PT12H', 'activationCode.wrongCombinations': 5 },
    });
    expect(events).toEqual([
      {
        type: 'policy.proposed',
        rule: 'ADM-11',
        data: {
          proposal: 'p-1',
          proposedBy: 'anna',
          inForceFrom: january,
          values: { 'activationCode.validFor': 'PT12H' },
        },
      },
    ]);
    expect(policyAt(after(...events), january)).toEqual({ ...values, version: '1' });
  });

  it('ADM-11 policy is in force from now or later, never from a moment in the past', () => {
    expect(broken({ inForceFrom: '2026-11-23T08:59:59.999Z' })).toEqual(['ADM-11 inForceFrom']);
    expect(broken({ inForceFrom: now })).toEqual([]);
  });

  it('USR-06 a proposal that changes nothing records nothing', () => {
    expect(proposed({ values: { 'activationCode.validFor': 'PT24H' } })).toEqual([]);
    expect(proposed({ values: values as unknown as ProposePolicy['values'] })).toEqual([]);
  });

  it('ADM-11 a proposal names policy values that there are, and at least one', () => {
    expect(broken({ values: {} })).toEqual(['ADM-11 values']);
    expect(broken({ values: { 'activationCode.validfor': 'PT12H' } })).toEqual(['ADM-11 values']);
    expect(broken({ values: { toString: 'PT12H' } })).toEqual(['ADM-11 values']);
  });

  it('ADM-11 every value that is wrong is named with its rule, and what would be right is said', () => {
    const { refused } = proposePolicy(
      proposing({ values: { 'activationCode.validFor': 'P1D', 'activationCode.wrongCombinations': 0 } }),
      after(),
    );
    expect(refused).toEqual([
      {
        rule: 'ACT-01',
        field: 'values.activationCode.validFor',
        message:
          'activationCode.validFor must be a duration of hours, minutes and seconds between PT5M and PT720H.',
      },
      {
        rule: 'ACT-03',
        field: 'values.activationCode.wrongCombinations',
        message: 'activationCode.wrongCombinations must be a whole number between 1 and 20.',
      },
    ]);
  });

  it.each([
    [
      'activationCode.validFor',
      ['PT5M', 'PT720H', 'PT1H30M'],
      ['PT4M59S', 'PT720H1S', 'PT', 'P1D', 'PT9', 24, null],
    ],
    ['activationCode.wrongCombinations', [1, 20], [0, 21, 1.5, '5', null, Number.NaN]],
    ['eherkenning.service', ['urn:etoegang:DV:1'], ['', 'two words', 'x'.repeat(201), 1]],
    ['texts.termsOfUse', ['2027-01', '2'], ['', '-', ' 2027', 'x'.repeat(21), ['2027-01']]],
    [
      'emailAddress.sharedMailboxes',
      [[], ['info', 'balie']],
      [['Info'], ['a', 'a'], [1], 'info', [' a'], null],
    ],
    ['emailAddress.consumerProviders', [['gmail.com']], [['gmail'], ['@gmail.com'], ['Gmail.com']]],
  ] as const)('ADM-11 %s has a type and bounds', (name, right, wrong) => {
    for (const value of right) expect(broken({ values: { [name]: value } })).toEqual([]);
    for (const value of wrong)
      expect(broken({ values: { [name]: value } })).toEqual([`${policyForms[name].rule} values.${name}`]);
  });

  it('ADM-11 what an installation starts with is within every bound', () => {
    const first = Object.fromEntries(Object.entries(values));
    expect(Object.keys(policyForms).sort()).toEqual(Object.keys(first).sort());
    expect(broken({ values: first })).toEqual([]);
  });

  it('ADM-11 whatever is proposed, what is set in the end can always be judged by', () => {
    const name = fc.constantFrom(...Object.keys(policyForms));
    fc.assert(
      fc.property(fc.dictionary(name, fc.jsonValue()), (some) => {
        const decision = proposePolicy(proposing({ values: some }), after());
        const state = after(...decision.events);
        const set = decision.events.length === 0 ? [] : confirmPolicy(confirming(), state).events;
        const policy = policyAt(after(...decision.events, ...set), january);
        expect(
          broken({
            values: Object.fromEntries(
              Object.keys(policyForms).map((one) => [one, policy[one as keyof typeof values]]),
            ),
          }),
        ).toEqual([]);
        expect(isRefused(decision) && set.length > 0).toBe(false);
      }),
    );
  });
});

describe('confirming policy', () => {
  const state = after(...proposed());

  it('ADM-11 somebody else confirms, and then it is policy from its moment on', () => {
    const { events } = confirmPolicy(confirming(), state);
    expect(events).toEqual([
      {
        type: 'policy.set',
        rule: 'ADM-11',
        data: {
          number: 2,
          inForceFrom: january,
          values: { 'activationCode.validFor': 'PT12H' },
          proposal: 'p-1',
        },
      },
    ]);
    const then = after(...proposed(), ...events);
    expect(policyAt(then, now).version).toBe('1');
    expect(policyAt(then, january)).toEqual({ ...values, version: '2', 'activationCode.validFor': 'PT12H' });
  });

  it('ADM-11 who proposed it cannot confirm it', () => {
    const decision = confirmPolicy(confirming({ by: 'anna' }), state);
    expect(decision).toMatchObject({ events: [], refused: [{ rule: 'ADM-11' }] });
  });

  it('ADM-11 a proposal whose moment has passed is proposed anew', () => {
    const late = confirmPolicy(confirming({ now: '2027-01-01T00:00:00.001Z' }), state);
    expect(late).toMatchObject({ events: [], refused: [{ rule: 'ADM-11', field: 'inForceFrom' }] });
    expect(confirmPolicy(confirming({ now: january }), state).events).toHaveLength(1);
  });

  it('ADM-11 what nobody proposed cannot be confirmed', () => {
    const decision = confirmPolicy(confirming({ proposal: 'p-2' }), state);
    expect(decision).toMatchObject({ events: [], refused: [{ rule: 'ADM-11' }] });
  });

  it('USR-06 confirming twice sets one version', () => {
    const { events } = confirmPolicy(confirming(), state);
    expect(confirmPolicy(confirming({ by: 'carla' }), after(...proposed(), ...events))).toEqual({
      events: [],
    });
  });
});
