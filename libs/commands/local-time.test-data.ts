/**
 * The calendar of Europe/Amsterdam worked out in another way than the program does: whole numbers and, of the platform,
 * nothing but which clock time a moment has.
 */
export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** Milliseconds since the clock said midnight. */
  readonly clock: number;
}

const hour = 3_600_000;
const clocks = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** What calendar and clock say at a moment. @param moment milliseconds since 1970 */
export function localTime(moment: number): LocalTime {
  const parts = new Map(clocks.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const [year, month, day] = [parts.get('year') ?? 0, parts.get('month') ?? 0, parts.get('day') ?? 0];
  const seconds =
    (parts.get('hour') ?? 0) * 3600 + (parts.get('minute') ?? 0) * 60 + (parts.get('second') ?? 0);
  return { year, month, day, clock: seconds * 1000 + (((moment % 1000) + 1000) % 1000) };
}

/** How many days the month has, by the rule of Gregory. */
export const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

/** The moments at which calendar and clock say this: two where the clock goes back, none where it jumps over it. */
export function momentsAt(local: LocalTime): readonly number[] {
  const asInUtc = Date.UTC(local.year, local.month - 1, local.day) + local.clock;
  return [asInUtc - 2 * hour, asInUtc - hour].filter((moment) => isSame(localTime(moment), local));
}

const isSame = (one: LocalTime, other: LocalTime): boolean =>
  one.year === other.year && one.month === other.month && one.day === other.day && one.clock === other.clock;

/** So many months later, or earlier: the same day of the month, or its last one where it is shorter. */
export function monthsOn({ year, month, day, clock }: LocalTime, months: number): LocalTime {
  const count = year * 12 + (month - 1) + months;
  const [newYear, newMonth] = [Math.floor(count / 12), (((count % 12) + 12) % 12) + 1];
  return { year: newYear, month: newMonth, day: Math.min(day, daysIn(newYear, newMonth)), clock };
}

/** So many days later, or earlier, counted one by one. */
export function daysOn(from: LocalTime, days: number): LocalTime {
  let { year, month, day } = from;
  for (let left = Math.abs(days); left > 0; left -= 1) {
    day += Math.sign(days);
    if (day > daysIn(year, month)) [month, day] = [month + 1, 1];
    if (month > 12) [year, month] = [year + 1, 1];
    if (day < 1) {
      [year, month] = month === 1 ? [year - 1, 12] : [year, month - 1];
      day = daysIn(year, month);
    }
  }
  return { year, month, day, clock: from.clock };
}

/**
 * The moment of a local time, counted from another moment: where the clock goes back, the one with the hour of summer or
 * winter that it came from; where the clock jumps over it, as much later as it jumps.
 */
export function momentOf(local: LocalTime, from: number): number {
  const moments = momentsAt(local);
  const [first, second] = moments;
  if (first === undefined) return momentOf({ ...local, clock: local.clock + hour }, from);
  return second !== undefined && offsetAt(from) === hour ? second : first;
}

/** Of the clock before UTC. */
const offsetAt = (moment: number): number => {
  const { year, month, day, clock } = localTime(moment);
  return Date.UTC(year, month - 1, day) + clock - moment;
};
