import { describe, expect, it } from '@jest/globals';
import { amsterdamCalendar as calendar } from './amsterdam-calendar.js';

describe('calendar arithmetic in Europe/Amsterdam', () => {
  it.each([
    [
      'PWD-07 91 days over the change to summer time',
      '2026-02-01T08:00:00.000Z',
      'P91D',
      '2026-05-03T07:00:00.000Z',
    ],
    [
      'EHK-05 18 months over a change of the clock',
      '2026-01-15T11:00:00.000Z',
      'P18M',
      '2027-07-15T10:00:00.000Z',
    ],
    [
      'EHK-05 31 August and 18 months is the last of February',
      '2026-08-31T10:00:00.000Z',
      'P18M',
      '2028-02-29T11:00:00.000Z',
    ],
  ])('%s', (_what, moment, period, expected) => {
    expect(calendar.after(moment, period)).toBe(expected);
  });

  it('PWD-12 counts back as well', () => {
    expect(calendar.before('2026-11-23T11:00:00.000Z', 'P6M')).toBe('2026-05-23T10:00:00.000Z');
  });

  it('AVG-01 refuses what is no moment', () => {
    expect(() => calendar.after('yesterday', 'P1D')).toThrow('Not a moment');
  });
});
