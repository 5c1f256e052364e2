import { describe, expect, it } from '@jest/globals';
import { areOpenings, isDate, isOpen, nextOpening, type OpeningHours } from './opening-hours.js';

const hours: OpeningHours = {
  week: ['monday 09:00-13:00', 'monday 14:00-17:00', 'friday 08:30-24:00', 'sunday 00:00-01:00'],
  closedOn: ['2026-11-30', '2026-12-04'],
};
const monday = '2026-11-23';
const friday = '2026-11-27';
const openAt = (date: string, time: string) => isOpen(hours, { date, time });
const after = (date: string, time: string) => nextOpening(hours, { date, time });

describe('opening hours', () => {
  it.each([
    [monday, '08:59', false],
    [monday, '09:00', true],
    [monday, '12:59', true],
    [monday, '13:00', false],
    [monday, '14:00', true],
    [friday, '23:59', true],
    ['2026-11-28', '00:00', false],
    ['2026-11-29', '00:00', true],
    ['2026-11-24', '10:00', false],
    ['2026-11-30', '10:00', false],
  ])('ADM-12 %s at %s: open is %s', (date, time, open) => {
    expect(openAt(date, time)).toBe(open);
  });

  it('ADM-12 the days of the week are those of the calendar', () => {
    const week = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    const dates = [23, 24, 25, 26, 27, 28, 29].map((day) => `2026-11-${day}`);
    for (const [nth, day] of week.entries())
      expect(
        dates.filter((date) =>
          isOpen({ week: [`${day} 09:00-10:00`], closedOn: [] }, { date, time: '09:30' }),
        ),
      ).toEqual([dates[nth]]);
  });

  it.each([
    ['later the same day', monday, '08:00', { date: monday, time: '09:00' }],
    ['in the afternoon', monday, '13:00', { date: monday, time: '14:00' }],
    ['not the one that has begun', monday, '09:00', { date: monday, time: '14:00' }],
    ['on another day', monday, '22:00', { date: friday, time: '08:30' }],
    ['past what is closed', '2026-11-29', '00:00', { date: '2026-12-06', time: '00:00' }],
  ])('ADM-12 it opens next: %s', (_what, date, time, next) => {
    expect(after(date, time)).toEqual(next);
  });

  it('ADM-12 the first of a day is told, whatever the order in which they stand', () => {
    const week = ['tuesday 14:00-15:00', 'tuesday 09:00-10:00'];
    expect(nextOpening({ week, closedOn: [] }, { date: monday, time: '10:00' })).toEqual({
      date: '2026-11-24',
      time: '09:00',
    });
  });

  it('ADM-12 it is found behind every closed date, over the end of a year', () => {
    const week = ['thursday 09:00-10:00'];
    const at = { date: '2026-12-24', time: '09:00' };
    const closedOn = ['2026-12-31', '2027-01-07'];
    expect(nextOpening({ week, closedOn }, at)).toEqual({ date: '2027-01-14', time: '09:00' });
    expect(nextOpening({ week: [], closedOn }, at)).toBeUndefined();
  });
});

describe('what openings and dates are', () => {
  it.each([
    [['monday 09:00-13:00']],
    [['monday 09:00-13:00', 'monday 13:00-17:00']],
    [['monday 13:00-17:00', 'monday 09:00-13:00']],
    [['monday 09:00-13:00', 'tuesday 10:00-12:00']],
    [['sunday 00:00-24:00', 'saturday 23:59-24:00']],
    [[]],
  ])('ADM-12 openings are %j', (week) => {
    expect(areOpenings(week)).toBe(true);
  });

  it.each([
    [['monday 09:00-09:00']],
    [['monday 13:00-09:00']],
    [['monday 09:00-13:00', 'monday 12:59-17:00']],
    [['monday 10:00-11:00', 'monday 09:00-13:00']],
    [['monday 9:00-13:00']],
    [['monday 09:60-13:00']],
    [['monday 24:00-24:00']],
    [['monday 09:00-24:01']],
    [['monday 09:00-25:00']],
    [['maandag 09:00-13:00']],
    [[' monday 09:00-13:00']],
    [['monday 09:00-13:00 ']],
    [['monday 09:00-13:00', 'monday']],
    [[1]],
    [[null]],
  ])('ADM-12 openings are not %j', (week) => {
    expect(areOpenings(week)).toBe(false);
  });

  it('ADM-12 dates are those of the calendar', () => {
    expect(['2026-12-25', '2028-02-29'].map(isDate)).toEqual([true, true]);
    const wrong = [
      '2026-02-29',
      '2026-02-31',
      '2026-13-01',
      '2026-1-1',
      '26-12-25',
      '',
      ' 2026-12-25',
      1,
      null,
    ];
    expect(wrong.filter(isDate)).toEqual([]);
    expect(['2026-12-25T', 'x2026-12-25', '2026-12-251', ['2026-12-25']].filter(isDate)).toEqual([]);
  });
});
