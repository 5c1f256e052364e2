import { count, type DataOf, defineEvent, event, type EventsOf, text } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';

/**
 * Letters are numbered within their year, in one stream a year: an append that names the revision gives no number twice,
 * on any event store. Each event carries all that the next one needs (architecture 2).
 */
export const numberGiven = defineEvent({
  type: 'numbering.number-given',
  version: 1,
  fields: {
    /** As it stands on the letter: `2026-000123`. */
    number: text,
    sequence: count,
    letter: text,
  },
  nl: 'Een brief kreeg nummer {number}.',
  en: 'A letter was given number {number}.',
});

export const numberingEvents = [numberGiven] as const;
export type NumberingEvent = EventsOf<typeof numberingEvents>;

/** The last number that was given in a year. */
export type NumberingState = DataOf<(typeof numberGiven)['fields']> | undefined;

export const evolveNumbering = (_last: NumberingState, { data }: NumberingEvent): NumberingState => data;

/**
 * The next number of the year; nothing where the letter was given the last one: it wasn't used yet.
 *
 * @param year in Europe/Amsterdam
 */
export function giveNumber(letter: string, year: number, last: NumberingState): Decision<NumberingEvent> {
  if (last?.letter === letter) return decided();
  const sequence = (last?.sequence ?? 0) + 1;
  const number = `${year}-${String(sequence).padStart(6, '0')}`;
  return decided(event(numberGiven, { number, sequence, letter }));
}
