import { describe, expect, it } from '@jest/globals';
import { expectedOf, fits, type ValueForm } from './policy-forms.js';

const months: ValueForm = { type: 'period', unit: 'months', least: 2, most: 120 };
const days: ValueForm = { type: 'period', unit: 'days', least: 1, most: 366 };
const words: ValueForm = { type: 'text', most: 3, pattern: /^[a-z]+$/ };
const list: ValueForm = { type: 'list', most: 2, pattern: /^[a-z]+$/ };
const atLeastOne: ValueForm = { type: 'list', least: 1, most: 2, pattern: /^[a-z]+$/ };
const openings: ValueForm = { type: 'opening hours', least: 1, most: 2 };
const dates: ValueForm = { type: 'dates', most: 2 };
const number: ValueForm = { type: 'whole number', least: 1, most: 5 };
const duration: ValueForm = { type: 'duration', least: 'PT1H', most: 'PT24H' };

const checks: readonly (readonly [string, ValueForm, readonly unknown[], readonly unknown[]])[] = [
  ['months', months, ['P2M', 'P120M'], ['P1M', 'P121M', 'P2D', 'P02M', '2', 'P', 2, null, ['P2M']]],
  ['days', days, ['P1D', 'P366D'], ['P0D', 'P367D', 'P1M', 1]],
  ['a text', words, ['a', 'abc'], ['', 'abcd', 'a1', 1, ['a']]],
  ['a list', list, [[], ['a'], ['a', 'b']], [['a', 'b', 'c'], ['a', 'a'], ['1'], [1], 'a', null]],
  ['a list that isn’t empty', atLeastOne, [['a'], ['a', 'b']], [[], ['a', 'b', 'c'], ['a', 'a'], 'a']],
  [
    'opening hours',
    openings,
    [['monday 09:00-13:00'], ['monday 09:00-13:00', 'friday 09:00-24:00']],
    [
      [],
      ['monday 09:00-13:00', 'monday 09:00-13:00'],
      ['monday 09:00-13:00', 'monday 12:00-14:00'],
      ['monday 09:00-10:00', 'monday 10:00-11:00', 'monday 11:00-12:00'],
      ['monday'],
      'monday 09:00-13:00',
      null,
    ],
  ],
  [
    'dates',
    dates,
    [[], ['2026-12-25'], ['2026-12-25', '2028-02-29']],
    [
      ['2026-12-25', '2026-12-25'],
      ['2026-02-29'],
      ['2026-12-24', '2026-12-25', '2026-12-26'],
      '2026-12-25',
      [20261225],
    ],
  ],
  ['a whole number', number, [1, 5], [0, 6, 1.5, '1', null, [1]]],
  ['a duration', duration, ['PT1H', 'PT24H'], ['PT59M', 'PT24H1S', 'P1D', 1, ['PT1H']]],
];

describe('the forms of policy values', () => {
  it.each(checks)('ADM-11 %s from its least to its most, and nothing else', (_what, form, right, wrong) => {
    expect(right.map((value) => fits(form, value))).toEqual(right.map(() => true));
    expect(wrong.map((value) => fits(form, value))).toEqual(wrong.map(() => false));
  });

  it('ADM-11 each says what would be right', () => {
    expect(
      [months, days, words, list, atLeastOne, openings, dates, number, duration].map(expectedOf),
    ).toEqual([
      'a period of 2 to 120 calendar months, as in P2M',
      'a period of 1 to 366 calendar days, as in P1D',
      'a text of at most 3 characters, of the form ^[a-z]+$',
      'a list of at most 2 different texts, each of the form ^[a-z]+$',
      'a list of 1 to 2 different texts, each of the form ^[a-z]+$',
      'a list of 1 to 2 openings that don’t overlap, each as in monday 09:00-13:00, until 24:00 at the latest',
      'a list of at most 2 different calendar dates, each as in 2026-12-25',
      'a whole number between 1 and 5',
      'a duration of hours, minutes and seconds between PT1H and PT24H',
    ]);
  });
});
