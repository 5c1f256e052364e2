/** When the service desk takes requests by telephone (ADM-12), on Dutch clocks and calendars. */
export interface OpeningHours {
  /** As in `monday 09:00-13:00`: from the first minute up to the last one, which doesn't count. */
  readonly week: readonly string[];
  /** Calendar dates on which it is closed all day, `2026-12-25`. */
  readonly closedOn: readonly string[];
}

/** A moment as the clock on the wall of Europe/Amsterdam shows it. */
export interface LocalMoment {
  /** `2026-11-24`. */
  readonly date: string;
  /** `09:00`. */
  readonly time: string;
}

/** What time it is in the Netherlands comes in from outside the domain. @param moment RFC 3339, UTC */
export type LocalTime = (moment: string) => LocalMoment;

export const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** Opened on a day of the week, from and until a time. */
interface Opening {
  readonly day: string;
  readonly from: string;
  readonly until: string;
}

export const isOpen = (hours: OpeningHours, { date, time }: LocalMoment): boolean =>
  openingsOn(date, hours).some(({ from, until }) => from <= time && time < until);

/** When it opens first after this moment; nothing where no opening is left. */
export function nextOpening(hours: OpeningHours, { date, time }: LocalMoment): LocalMoment | undefined {
  // Each closed date takes away at most one week's turn of a day.
  const days = 7 * (hours.closedOn.length + 1);
  for (let ahead = 0; ahead <= days; ahead += 1) {
    const day = daysAfter(date, ahead);
    const times = openingsOn(day, hours).map(({ from }) => from);
    const first = times.filter((from) => ahead > 0 || from > time).sort()[0];
    if (first !== undefined) return { date: day, time: first };
  }
  return undefined;
}

const openingsOn = (date: string, { week, closedOn }: OpeningHours): readonly Opening[] =>
  closedOn.includes(date) ? [] : openingsIn(week).filter(({ day }) => day === weekdayOf(date));

const opening = new RegExp(
  `^(${weekdays.join('|')}) ((?:[01]\\d|2[0-3]):[0-5]\\d)-((?:[01]\\d|2[0-3]):[0-5]\\d|24:00)$`,
);

/** Those texts that are openings. */
const openingsIn = (week: readonly unknown[]): readonly Opening[] =>
  week.flatMap((text) => {
    const [, day, from, until] = (typeof text === 'string' && opening.exec(text)) || [];
    return day !== undefined && from !== undefined && until !== undefined ? [{ day, from, until }] : [];
  });

/** Whether every text is an opening that ends after it begins, and none runs into another. */
export function areOpenings(week: readonly unknown[]): boolean {
  const openings = openingsIn(week);
  return (
    openings.length === week.length &&
    openings.every(({ from, until }) => from < until) &&
    !openings.some((one, index) => openings.slice(index + 1).some((other) => overlap(one, other)))
  );
}

const overlap = (one: Opening, other: Opening): boolean =>
  one.day === other.day && one.from < other.until && other.from < one.until;

/** Whether it is a date of the calendar: 31 February has the form of one. */
export const isDate = (text: unknown): boolean =>
  typeof text === 'string' && text === dateOf(Date.parse(`${text}T00:00Z`));

const dateOf = (milliseconds: number): string | undefined =>
  Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString().slice(0, 10);

/** Dates are counted apart from clocks: a day with 23 hours is one day. */
const daysAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const weekdayOf = (date: string): string | undefined => weekdays[new Date(`${date}T00:00Z`).getUTCDay()];
