import { describe, expect, it } from '@jest/globals';
import { evolveNumbering, giveNumber, type NumberingState } from './numbering.js';

const after = (...letters: readonly string[]): NumberingState =>
  letters
    .flatMap((letter, index) => giveNumber(letter, 2026, last(letters.slice(0, index))).events)
    .reduce(evolveNumbering, undefined as NumberingState);
const last = (letters: readonly string[]): NumberingState =>
  letters.length === 0
    ? undefined
    : { letter: letters.at(-1) ?? '', sequence: letters.length, number: `2026-00000${letters.length}` };

describe('the number of a letter', () => {
  it('ADM-08 begins anew each year, and says which year', () => {
    expect(giveNumber('letter-1', 2027, undefined)).toEqual({
      events: [
        {
          type: 'numbering.number-given',
          data: { number: '2027-000001', sequence: 1, letter: 'letter-1' },
        },
      ],
    });
  });

  it('ADM-08 each letter has one of its own', () => {
    expect(after('letter-1', 'letter-2', 'letter-3')).toEqual({
      number: '2026-000003',
      sequence: 3,
      letter: 'letter-3',
    });
  });

  it('ADM-08 one that was given and not used, since the program died, is not given twice', () => {
    expect(giveNumber('letter-2', 2026, after('letter-1', 'letter-2'))).toEqual({ events: [] });
    expect(giveNumber('letter-1', 2026, after('letter-1', 'letter-2')).events).toMatchObject([
      { data: { number: '2026-000003' } },
    ]);
  });

  it('ADM-08 goes on after the millionth', () => {
    const { events } = giveNumber('x', 2026, { letter: 'w', sequence: 999_999, number: '2026-999999' });
    expect(events).toMatchObject([{ data: { number: '2026-1000000', sequence: 1_000_000 } }]);
  });
});
