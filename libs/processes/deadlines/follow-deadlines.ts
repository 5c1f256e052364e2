import { idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from '../engine/process.js';
import { type TimedAct } from './timed-act.js';
import { type Deadlines } from './deadlines.js';

/**
 * Keeps the deadlines as events set, move and settle them. The name goes with what is done: where there is another act
 * than before, history is followed anew, which ends in the same deadlines.
 */
export const followDeadlines = (acts: readonly TimedAct[], deadlines: Deadlines): Process => ({
  name: `follow-deadlines (${acts.map(({ name }) => name).join(', ')})`,
  takes: new Set(acts.flatMap(({ follows }) => [...follows.takes])),
  handle: async (recorded) => {
    for (const act of acts)
      if (act.follows.takes.has(recorded.event.type)) await follow(act, deadlines, recorded);
  },
});

async function follow(
  { name: kind, follows, dueAt }: TimedAct,
  deadlines: Deadlines,
  recorded: RecordedEvent,
): Promise<void> {
  const { stream, id: setBy, correlation } = recorded.envelope;
  const subject = idOf(stream);
  const moved = await follows.after(recorded, deadlines.standing(kind, subject));
  if (moved === undefined) return;
  const due =
    moved === 'settled' ? undefined : dueAt === undefined ? moved.to : await dueAt(moved.to, recorded);
  if (moved === 'settled' || due === undefined) deadlines.remove(kind, subject);
  else deadlines.set({ kind, subject, setBy, correlation, dueAt: due, deadline: moved.to });
}
