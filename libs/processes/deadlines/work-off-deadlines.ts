import { setImmediate } from 'node:timers/promises';
import { type TimedAct } from './timed-act.js';
import { type Deadline, type Deadlines, type Place } from './deadlines.js';

/** Given side by side; the event store puts them into one transaction, and requests of people come in between. */
const sideBySide = 32;

/**
 * Does what is due, in order of due time, until nothing more is. One that fails keeps none of the others waiting; it is
 * tried again the next time.
 *
 * @param now RFC 3339, UTC
 * @param signal no more are begun once it is aborted
 * @throws the first failure, at the end
 */
export async function workOffDeadlines(
  acts: readonly TimedAct[],
  deadlines: Deadlines,
  now: string,
  signal: AbortSignal,
): Promise<void> {
  const byName = new Map(acts.map((timed) => [timed.name, timed]));
  const failures: unknown[] = [];
  let place: Place | undefined;
  while (!signal.aborted) {
    const due = deadlines.dueAt(now, sideBySide, place);
    if (due.length === 0) break;
    place = due.at(-1);
    const outcomes = await Promise.allSettled(
      due.map((one) => workOff(byName.get(one.kind), one, deadlines)),
    );
    for (const outcome of outcomes) if (outcome.status === 'rejected') failures.push(outcome.reason);
    await setImmediate();
  }
  if (failures.length > 0) throw failures[0];
}

/** What this version of the program doesn't know is left to the one that does. */
async function workOff(timed: TimedAct | undefined, due: Deadline, deadlines: Deadlines): Promise<void> {
  if (timed === undefined) return;
  await timed.act(due);
  deadlines.settle(due);
}
