import { describe, expect, it } from '@jest/globals';
import { firstPolicy } from '../policy/first-policy.js';
import { countWrongTry, evolveMeans, mayTry, type MeansTries, noTries } from './means.js';

const policy = { ...firstPolicy('service'), version: '1' };
const now = '2026-11-23T09:00:00.000Z';
const later = '2026-11-23T21:00:00.000Z';
const windowEnds = '2026-11-24T09:00:00.000Z';

const after = (wrongTries: number, from: MeansTries = noTries): MeansTries =>
  Array.from({ length: wrongTries }).reduce<MeansTries>(
    (state) => evolveMeans(state, countWrongTry(state, policy, now)),
    from,
  );

describe('wrong combinations with one means', () => {
  it('ACT-03 each one is counted within a day from the first', () => {
    expect(countWrongTry(noTries, policy, now)).toEqual({
      type: 'means.coupling-tried-wrongly',
      rule: 'ACT-03',
      data: { tries: 1, windowEnds },
    });
    expect(countWrongTry({ tries: 1, windowEnds }, policy, later).data).toEqual({ tries: 2, windowEnds });
  });

  it('ACT-03 ten may be tried, an eleventh not', () => {
    expect(mayTry(after(9), policy, later)).toBe(true);
    expect(mayTry(after(10), policy, later)).toBe(false);
  });

  it('ACT-03 when the day is over it can be tried again, and counting begins anew', () => {
    expect(mayTry(after(10), policy, windowEnds)).toBe(true);
    expect(countWrongTry(after(10), policy, windowEnds).data).toEqual({
      tries: 1,
      windowEnds: '2026-11-25T09:00:00.000Z',
    });
  });

  it('ACT-03 limit and period are policy', () => {
    const strict = {
      ...policy,
      'activationCode.wrongCombinationsPerMeans': 1,
      'activationCode.meansWindow': 'PT15M',
    };
    const { data } = countWrongTry(noTries, strict, now);
    expect(data.windowEnds).toBe('2026-11-23T09:15:00.000Z');
    expect(mayTry(data, strict, now)).toBe(false);
  });
});
