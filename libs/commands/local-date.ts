import { DateTime } from 'luxon';

/** Calendar date in Europe/Amsterdam at this moment, `2026-11-23`. */
export function dateInAmsterdam(moment: Date): string {
  const date = DateTime.fromJSDate(moment, { zone: 'Europe/Amsterdam' }).toISODate();
  if (date === null) throw new Error('Not a moment.');
  return date;
}

/** The moment at which a calendar date begins in Europe/Amsterdam: RFC 3339, UTC. */
export const beginInAmsterdam = (date: string): string =>
  DateTime.fromISO(date, { zone: 'Europe/Amsterdam' }).startOf('day').toJSDate().toISOString();
