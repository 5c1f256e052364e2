import { describe, expect, it } from '@jest/globals';
import { amsterdamTime } from './amsterdam-calendar.js';

describe('the clock in the Netherlands', () => {
  it.each([
    ['2026-11-24T08:00:00.000Z', '2026-11-24', '09:00'],
    ['2026-11-23T23:30:59.999Z', '2026-11-24', '00:30'],
    ['2027-03-28T00:59:59.000Z', '2027-03-28', '01:59'],
    ['2027-03-28T01:00:00.000Z', '2027-03-28', '03:00'],
    ['2027-10-31T00:30:00.000Z', '2027-10-31', '02:30'],
    ['2027-10-31T01:30:00.000Z', '2027-10-31', '02:30'],
  ])('ADM-12 %s is %s %s', (moment, date, time) => {
    expect(amsterdamTime(moment)).toEqual({ date, time });
  });

  it('ADM-12 refuses what is no moment', () => {
    expect(() => amsterdamTime('yesterday')).toThrow('Not a moment');
  });
});
