import { DateTime, Duration } from 'luxon';
import { type Calendar } from '#libs/domain/policy/period';

const zone = 'Europe/Amsterdam';

/** @throws Error when a moment or a period is none */
export const amsterdamCalendar: Calendar = {
  after: (moment, period) => inUtc(local(moment).plus(Duration.fromISO(period))),
  before: (moment, period) => inUtc(local(moment).minus(Duration.fromISO(period))),
};

const local = (moment: string): DateTime => DateTime.fromISO(moment, { zone });

function inUtc(moment: DateTime): string {
  if (!moment.isValid) throw new Error('Not a moment and a period.');
  return moment.toJSDate().toISOString();
}
