import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { after as timeAfter } from '#libs/domain/policy/duration';
import { amsterdamCalendar as calendar } from './amsterdam-calendar.js';
import { daysOn, localTime, momentOf, momentsAt, monthsOn } from './local-time.test-data.js';

describe('calendar arithmetic in Europe/Amsterdam', () => {
  it.each([
    [
      'PWD-07 91 days over the change to summer time',
      '2026-02-01T08:00:00.000Z',
      'P91D',
      '2026-05-03T07:00:00.000Z',
    ],
    [
      'PWD-07 91 days over the change to winter time',
      '2026-09-01T08:00:00.000Z',
      'P91D',
      '2026-12-01T09:00:00.000Z',
    ],
    ['PWD-07 a day of 23 hours is a day', '2027-03-27T12:00:00.000Z', 'P1D', '2027-03-28T11:00:00.000Z'],
    ['PWD-07 a day of 25 hours is a day', '2027-10-30T11:00:00.000Z', 'P1D', '2027-10-31T12:00:00.000Z'],
    ['PWD-07 91 days over 29 February', '2028-01-15T08:00:00.000Z', 'P91D', '2028-04-15T07:00:00.000Z'],
    [
      'EHK-05 18 months over a change of the clock',
      '2026-01-15T11:00:00.000Z',
      'P18M',
      '2027-07-15T10:00:00.000Z',
    ],
    [
      'EHK-05 31 August and 18 months is 29 February',
      '2026-08-31T10:00:00.000Z',
      'P18M',
      '2028-02-29T11:00:00.000Z',
    ],
    [
      'EHK-05 31 August and 18 months is 28 February',
      '2027-08-31T10:00:00.000Z',
      'P18M',
      '2029-02-28T11:00:00.000Z',
    ],
    [
      'EHK-05 29 February and 18 months is 29 August',
      '2028-02-29T11:00:00.000Z',
      'P18M',
      '2029-08-29T10:00:00.000Z',
    ],
    [
      'EHK-05 31 May and 18 months is 30 November',
      '2026-05-31T10:00:00.000Z',
      'P18M',
      '2027-11-30T11:00:00.000Z',
    ],
    [
      'EHK-05 the local date counts, not that of UTC',
      '2026-08-31T22:30:00.000Z',
      'P18M',
      '2028-02-29T23:30:00.000Z',
    ],
    // 02:30 on 28 March 2027 is no time: the clock goes from 02:00 to 03:00.
    [
      'EHK-05 a time that is jumped over comes an hour later',
      '2025-09-28T00:30:00.000Z',
      'P18M',
      '2027-03-28T01:30:00.000Z',
    ],
    [
      'PWD-07 a time that is jumped over comes an hour later',
      '2027-03-27T01:30:00.000Z',
      'P1D',
      '2027-03-28T01:30:00.000Z',
    ],
    // 02:30 on 31 October 2027 comes twice, at 00:30 and 01:30 UTC.
    ['EHK-05 from summer: the first of two', '2026-04-30T00:30:00.000Z', 'P18M', '2027-10-30T00:30:00.000Z'],
    ['PWD-07 from summer: the first of two', '2027-10-30T00:30:00.000Z', 'P1D', '2027-10-31T00:30:00.000Z'],
  ])('%s', (_what, moment, period, expected) => {
    expect(calendar.after(moment, period)).toBe(expected);
  });

  it('PWD-12 counts back as well', () => {
    expect(calendar.before('2026-11-23T11:00:00.000Z', 'P6M')).toBe('2026-05-23T10:00:00.000Z');
    expect(calendar.before('2028-03-31T10:00:00.000Z', 'P1M')).toBe('2028-02-29T11:00:00.000Z');
  });

  it('AVG-01 refuses what is no moment', () => {
    expect(() => calendar.after('yesterday', 'P1D')).toThrow('Not a moment');
  });
});

/** Every minute from 2000 to 2100; more often around the changes of the clock and the ends of months. */
const minute = 60_000;
const anyMoment = fc.oneof(
  fc
    .integer({ min: Date.UTC(2000, 0, 1) / minute, max: Date.UTC(2100, 0, 1) / minute })
    .map((at) => at * minute),
  fc
    .record({
      year: fc.integer({ min: 2000, max: 2035 }),
      month: fc.constantFrom(2, 9),
      minutes: fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 }),
    })
    .map(({ year, month, minutes }) => lastSunday(year, month) + minutes * minute),
  fc
    .record({
      month: fc.integer({ min: 24_000, max: 24_480 }),
      minutes: fc.integer({ min: -2 * 24 * 60, max: 2 * 24 * 60 }),
    })
    .map(({ month, minutes }) => Date.UTC(0, month, 1) + minutes * minute),
);
/** 01:00 UTC on it: when the clock changes. @param month from 0 */
function lastSunday(year: number, month: number): number {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 24 * 60 * minute;
}
const text = (moment: number): string => new Date(moment).toISOString();

describe('calendar arithmetic, against another way of working it out', () => {
  it('EHK-05 PWD-12 months', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 36 }), (at, months) => {
        const on = momentOf(monthsOn(localTime(at), months), at);
        expect(calendar.after(text(at), `P${months}M`)).toBe(text(on));
        const back = momentOf(monthsOn(localTime(at), -months), at);
        expect(calendar.before(text(at), `P${months}M`)).toBe(text(back));
      }),
      { numRuns: 3_000 },
    );
  });

  it('PWD-07 days', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 120 }), (at, days) => {
        expect(calendar.after(text(at), `P${days}D`)).toBe(text(momentOf(daysOn(localTime(at), days), at)));
        expect(calendar.before(text(at), `P${days}D`)).toBe(text(momentOf(daysOn(localTime(at), -days), at)));
      }),
      { numRuns: 3_000 },
    );
  });

  it('ACT-01 24 hours are 24 hours, whatever the clock does', () => {
    fc.assert(
      fc.property(anyMoment, (at) => {
        expect(Date.parse(timeAfter(text(at), 'PT24H')) - at).toBe(24 * 60 * minute);
      }),
    );
  });

  it('PWD-07 the clock says the same after so many days, unless that time is jumped over', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 120 }), (at, days) => {
        const wanted = daysOn(localTime(at), days);
        fc.pre(momentsAt(wanted).length > 0);
        expect(localTime(Date.parse(calendar.after(text(at), `P${days}D`)))).toEqual(wanted);
      }),
    );
  });

  it('EHK-05 the reminder comes after what set the deadline and before the deadline', () => {
    fc.assert(
      fc.property(anyMoment, (at) => {
        const deadline = calendar.after(text(at), 'P18M');
        const reminder = calendar.before(deadline, 'P1M');
        expect(reminder > text(at) && reminder < deadline).toBe(true);
        // Near the 17 months of the manual: the ends of two months differ by three days, and the clock by an hour.
        const seventeen = Date.parse(calendar.after(text(at), 'P17M'));
        expect(Math.abs(Date.parse(reminder) - seventeen)).toBeLessThanOrEqual((3 * 24 + 1) * 60 * minute);
      }),
      { numRuns: 2_000 },
    );
  });

  it('EHK-05 what comes later has its deadline later, but for the ends of months: never a day earlier', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 10_000 }), (at, minutes) => {
        const early = Date.parse(calendar.after(text(at), 'P18M'));
        const late = Date.parse(calendar.after(text(at + minutes * minute), 'P18M'));
        expect(late - early).toBeGreaterThan(-25 * 60 * minute);
      }),
      { numRuns: 2_000 },
    );
  });
});
