import { setImmediate } from 'node:timers/promises';
import { type Catalogue } from '#libs/domain/catalogue';
import { type Position, type StoredEvent } from '#libs/event-store/port';
import { type Journal, UnknownEvent } from '#libs/journal/journal';
import { type Projection } from './projection.js';
import { CannotTake, type Pending, type ReadFile } from './read-file.js';

/** Most events in one transaction: a few tens of milliseconds of work, in which nothing else in the process runs. */
export const mostInBatch = 200;

/** The projection goes no further than before this event. */
export class StoppedAt extends Error {
  constructor(
    readonly eventId: string,
    readonly position: Position,
    override readonly cause: unknown,
  ) {
    super(reasonOf(cause));
    this.name = 'StoppedAt';
  }
}

export interface Following {
  readonly file: ReadFile;
  readonly projection: Projection;
  readonly journal: Journal;
  /** Every event that the program knows. */
  readonly catalogue: Catalogue;
  readonly signal: AbortSignal;
  /** After every transaction, and each time that the end is reached. */
  readonly onProgress: (progress: 'took' | 'caught-up') => void;
}

/**
 * Takes the events after the file's checkpoint, in the store's order, until the signal says stop: in batches while
 * there are more, each as it comes from then on.
 *
 * @throws StoppedAt when an event can't be read or taken; all before it has been taken
 */
export async function followEvents(following: Following): Promise<void> {
  const { file, journal, signal, onProgress } = following;
  let batch: Pending[] = [];
  const takeBatch = async () => {
    await takeAll(file, batch);
    if (batch.length > 0) onProgress('took');
    batch = [];
  };
  for await (const message of journal.store.subscribe({ after: file.checkpoint, signal })) {
    if (message.kind === 'caught-up') {
      await takeBatch();
      onProgress('caught-up');
      continue;
    }
    try {
      batch.push(await pendingOf(message.event, following));
    } catch (error) {
      await takeBatch();
      throw new StoppedAt(message.event.id, message.event.position, error);
    }
    if (batch.length < mostInBatch) continue;
    await takeBatch();
    // Neither SQLite nor Kysely leaves the turn of the event loop by itself.
    await setImmediate();
  }
  if (!signal.aborted) throw new Error('The event store ended the subscription.');
}

async function takeAll(file: ReadFile, batch: readonly Pending[]): Promise<void> {
  try {
    await file.take(batch);
  } catch (error) {
    if (!(error instanceof CannotTake)) throw error;
    await file.take(batch.slice(0, batch.indexOf(error.at)));
    throw new StoppedAt(error.at.id, error.at.position, error.cause);
  }
}

/** Only what the projection takes is unsealed. */
async function pendingOf(
  stored: StoredEvent,
  { projection: { takes }, journal, catalogue }: Following,
): Promise<Pending> {
  const { id, position } = stored;
  const type = stored.type.replace(/\.v\d+$/, '');
  if (!catalogue.has(type)) throw new UnknownEvent(stored.type);
  return takes === 'every-type' || takes.has(type)
    ? { id, position, recorded: await journal.open(stored) }
    : { id, position };
}

export const reasonOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : 'something that is no error was thrown';
