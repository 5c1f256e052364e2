/** Exact time, without calendar: hours, minutes and seconds of ISO 8601, as in `PT24H`. */
const form = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/;

/** @throws Error when the text is not of the form `PT…H…M…S` */
export function milliseconds(duration: string): number {
  const parts = form.exec(duration);
  if (parts === null || duration === 'PT')
    throw new Error(`${duration} is not a duration like PT24H or PT15M.`);
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
}

/** The moment so much earlier; both as in `after`. */
export const before = (moment: string, duration: string): string =>
  new Date(Date.parse(moment) - milliseconds(duration)).toISOString();

/** The moment so much later; both RFC 3339 in UTC with milliseconds. */
export const after = (moment: string, duration: string): string =>
  new Date(Date.parse(moment) + milliseconds(duration)).toISOString();
