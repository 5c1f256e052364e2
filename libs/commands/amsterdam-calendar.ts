import { DateTime, Duration } from 'luxon';
import { type Calendar } from '#libs/domain/policy/period';
import { type LocalTime } from '#libs/domain/service-desk/opening-hours';

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

/** @throws Error when the moment is none */
export const amsterdamTime: LocalTime = (moment) => {
  const then = local(moment);
  if (!then.isValid) throw new Error('Not a moment.');
  return { date: then.toFormat('yyyy-MM-dd'), time: then.toFormat('HH:mm') };
};
