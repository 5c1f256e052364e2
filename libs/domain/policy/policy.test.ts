import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { event } from '../catalogue.js';
import { after, milliseconds } from './duration.js';
import { firstPolicy } from './first-policy.js';
import {
  evolvePolicy,
  noPolicy,
  policyAt,
  policySet,
  policyThen,
  setFirstPolicy,
  valuesFrom,
} from './policy.js';

const start = '2026-01-01T00:00:00.000Z';
const values = firstPolicy('service');

describe('dated policy', () => {
  const history = [
    ...setFirstPolicy(values, start, noPolicy),
    event(policySet, {
      number: 2,
      inForceFrom: '2026-07-01T00:00:00.000Z',
      values: { 'activationCode.validFor': 'PT12H' },
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

  it('ADM-12 what came in before the first version is judged by the first', () => {
    expect(policyThen(history, '2025-12-31T23:59:59.999Z').version).toBe('1');
    expect(policyThen(history, '2026-06-30T23:59:59.999Z').version).toBe('1');
    expect(policyThen(history, '2026-07-01T00:00:00.000Z').version).toBe('2');
    expect(() => policyThen(noPolicy, start)).toThrow('No policy version is in force');
  });

  it('ACT-01 before the first version nothing can be judged, and that is said', () => {
    expect(() => policyAt(history, '2025-12-31T23:59:59.999Z')).toThrow('No policy version is in force');
    expect(() => policyAt(noPolicy, start)).toThrow('No policy version is in force');
  });

  it('ACT-01 whatever the order in which versions were recorded, the one whose moment came last is in force', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        moments,
        fc.integer({ min: 0, max: 6 }),
        fc.infiniteStream(fc.nat()),
        (days, today, shuffle) => {
          const day = (number: number) => `2026-02-0${number + 1}T00:00:00.000Z`;
          const versions = days.map((from, index) =>
            event(policySet, {
              number: index + 2,
              inForceFrom: day(from),
              values: { 'activationCode.wrongCombinations': index + 2 },
            }),
          );
          const recorded = versions
            .map((version) => ({ version, at: shuffle.next().value as number }))
            .sort((one, other) => one.at - other.at)
            .map(({ version }) => version);
          const state = [...setFirstPolicy(values, start, noPolicy), ...recorded].reduce(
            evolvePolicy,
            noPolicy,
          );
          const expected = versions
            .filter(({ data }) => data.inForceFrom <= day(today))
            .reduce((best, { data }) => (data.inForceFrom >= best.inForceFrom ? data : best), {
              number: 1,
              inForceFrom: start,
            });
          expect(policyAt(state, day(today))).toMatchObject({
            version: String(expected.number),
            'activationCode.wrongCombinations': expected.number === 1 ? 5 : expected.number,
          });
        },
      ),
    );
  });

  it('ACT-01 a version keeps what earlier ones changed, also one that was recorded after it', () => {
    const between = event(policySet, {
      number: 3,
      inForceFrom: '2026-06-01T00:00:00.000Z',
      values: { 'activationCode.wrongCombinations': 3 },
    });
    const state = evolvePolicy(history, between);
    expect(policyAt(state, '2026-06-15T00:00:00.000Z')).toMatchObject({
      version: '3',
      'activationCode.validFor': 'PT24H',
      'activationCode.wrongCombinations': 3,
    });
    expect(policyAt(state, '2026-07-15T00:00:00.000Z')).toMatchObject({
      version: '2',
      'activationCode.validFor': 'PT12H',
      'activationCode.wrongCombinations': 3,
    });
    expect(valuesFrom(state, 3)).toEqual({ ...values, 'activationCode.wrongCombinations': 3 });
  });

  it('USR-04 a value that is younger than an installation has its default there', () => {
    const { 'reservation.takenAnswersPerHour': _younger, ...ofThen } = values;
    const old = event(policySet, { number: 1, inForceFrom: start, values: ofThen });
    expect(policyAt(evolvePolicy(noPolicy, old), start)).toEqual({ ...values, version: '1' });
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
