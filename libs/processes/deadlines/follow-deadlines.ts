import { idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from '../engine/process.js';
import { type DeadlineKind } from './deadline-kind.js';
import { type Deadlines } from './deadlines.js';

/**
 * Keeps the deadlines as events set, move and settle them. The name goes with the kinds: where there is another one than
 * before, history is followed anew, which ends in the same deadlines.
 */
export const followDeadlines = (kinds: readonly DeadlineKind[], deadlines: Deadlines): Process => ({
  name: `follow-deadlines (${kinds.map(({ name }) => name).join(', ')})`,
  takes: new Set(kinds.flatMap(({ follows }) => [...follows.takes])),
  handle: async (recorded) => {
    for (const kind of kinds)
      if (kind.follows.takes.has(recorded.event.type)) await follow(kind, deadlines, recorded);
  },
});

async function follow(
  { name: kind, follows, dueAt }: DeadlineKind,
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
