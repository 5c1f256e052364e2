/**
 * Calendar arithmetic comes in from outside the domain: a month is a calendar month, a day may have 23 or 25 hours. Periods are
 * calendar days or months (ISO 8601), as in `P91D` or `P18M`.
 */
export interface Calendar {
  /** The moment so much later on the calendar of Europe/Amsterdam. Both moments RFC 3339 in UTC with milliseconds. */
  readonly after: (moment: string, period: string) => string;
  /** The moment so much earlier. */
  readonly before: (moment: string, period: string) => string;
}
