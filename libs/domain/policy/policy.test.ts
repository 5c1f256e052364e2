import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { event } from '../catalogue.js';
import { after, milliseconds } from './duration.js';
import { firstPolicy } from './first-policy.js';
import { evolvePolicy, noPolicy, policyAt, policySet, setFirstPolicy } from './policy.js';

const start = '2026-01-01T00:00:00.000Z';
const values = firstPolicy('service');

describe('dated policy', () => {
  const history = [
    ...setFirstPolicy(values, start, noPolicy),
    event(policySet, {
      number: 2,
      inForceFrom: '2026-07-01T00:00:00.000Z',
      values: { ...values, 'activationCode.validFor': 'PT12H' },
    }),
  ].reduce(evolvePolicy, noPolicy);

  it('ACT-01 ACT-03 an installation starts with 24 hours and 5 wrong combinations', () => {
    expect(policyAt(history, start)).toMatchObject({
      version: '1',
      'activationCode.validFor': 'PT24H',
      'activationCode.wrongCombinations': 5,
    });
  });

  it('ACT-01 every moment is judged by the version in force then', () => {
    expect(policyAt(history, '2026-06-30T23:59:59.999Z').version).toBe('1');
    expect(policyAt(history, '2026-07-01T00:00:00.000Z')).toMatchObject({
      version: '2',
      'activationCode.validFor': 'PT12H',
    });
  });

  it('ACT-01 before the first version nothing can be judged, and that is said', () => {
    expect(() => policyAt(history, '2025-12-31T23:59:59.999Z')).toThrow('No policy version is in force');
    expect(() => policyAt(noPolicy, start)).toThrow('No policy version is in force');
  });

  it('USR-06 the first policy is set once', () => {
    expect(setFirstPolicy(values, start, history)).toEqual([]);
  });

  it('USR-04 shared mailboxes and consumer providers are listed the way addresses are compared: lower case', () => {
    const listed = [...values['emailAddress.sharedMailboxes'], ...values['emailAddress.consumerProviders']];
    expect(
      listed.filter((one) => one !== one.toLowerCase() || one !== one.trim() || /[@+]/.test(one)),
    ).toEqual([]);
  });
});

describe('durations', () => {
  it('ACT-01 hours, minutes and seconds are exact time, also over a change of the clock', () => {
    expect(milliseconds('PT24H')).toBe(86_400_000);
    expect(milliseconds('PT1H30M5S')).toBe(5_405_000);
    expect(after('2026-10-24T12:00:00.000Z', 'PT24H')).toBe('2026-10-25T12:00:00.000Z');
  });

  it('ACT-01 whatever hours, minutes and seconds are given, they are added up', () => {
    const up = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(up, up, up, (hours, minutes, seconds) => {
        const sum = ((hours * 60 + minutes) * 60 + seconds) * 1000;
        expect(milliseconds(`PT${hours}H${minutes}M${seconds}S`)).toBe(sum);
        expect(Date.parse(after(start, `PT${hours}H${minutes}M${seconds}S`))).toBe(Date.parse(start) + sum);
      }),
    );
  });

  it('ACT-01 what is no such duration is refused', () => {
    for (const wrong of ['PT', 'P1D', '24H', 'PT1.5H', 'PT-1H', 'pt24h', '', 'PT24H '])
      expect(() => milliseconds(wrong)).toThrow('is not a duration');
  });
});
