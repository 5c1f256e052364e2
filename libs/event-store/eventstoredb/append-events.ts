import {
  MaxAppendSizeExceededError,
  NO_STREAM,
  NotLeaderError,
  StreamDeletedError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import {
  EventStoreError,
  EventTooLarge,
  StoreUnavailable,
  StreamNotFound,
  WrongExpectedRevision,
} from '../errors.js';
import {
  type AppendResult,
  type ExpectedRevision,
  maxEventBytes,
  type NewEvent,
  type Revision,
  type StoredEvent,
} from '../port.js';
import { backOff, type Delay } from '../back-off.js';
import { type Connection } from './connect.js';
import { toBinaryEvent, toPosition, toStoredEvent } from './convert-event.js';
import { eventsOf } from './events-of.js';
import { asPortError, saysSessionClosed } from './tell-errors-apart.js';

export interface Appending {
  readonly connection: Connection;
  readonly delay: Delay;
  readonly closing: AbortSignal;
}

export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

/** An operator deleted the stream for good: nothing can ever be appended to it. */
export class StreamTombstoned extends EventStoreError {
  constructor(readonly stream: string) {
    super(`Stream ${stream} was deleted for good in EventStoreDB; nothing can be appended to it.`);
  }
}

/** Times that an append is tried while the cluster changes its leader, or a session was closed: for 16 seconds. */
const mostAttempts = 9;

/**
 * Appends at the leader. Trying again is safe: the same ids at the same place are the same events.
 *
 * @throws StreamTombstoned besides the errors of the port
 */
export async function appendEvents(store: Appending, append: Append): Promise<AppendResult> {
  if (append.events.length === 0) throw new RangeError('An append needs an event.');
  for (const event of append.events) refuseTooLarge(append.stream, event);
  for (let attempt = 1; ; attempt++) {
    try {
      return await appendOnce(store, append);
    } catch (error) {
      // The client goes to the leader that it was told of, but only with the next call.
      const told = asPortError(error);
      if (!(saysNotLeader(error) || saysSessionClosed(told)) || attempt === mostAttempts) throw told;
      await store.delay(backOff(attempt), store.closing);
    }
  }
}

function refuseTooLarge(stream: string, event: NewEvent): void {
  const bytes = sizeOf(event);
  if (bytes > maxEventBytes) throw new EventTooLarge(stream, bytes, maxEventBytes);
}

const sizeOf = (event: NewEvent): number => event.data.length + event.metadata.length;

const saysNotLeader = (error: unknown): boolean =>
  error instanceof NotLeaderError ||
  (error instanceof StoreUnavailable && error.cause instanceof NotLeaderError);

async function appendOnce(store: Appending, append: Append): Promise<AppendResult> {
  const { stream, expected, events } = append;
  try {
    const { nextExpectedRevision, position } = await store.connection.appendToStream(
      stream,
      events.map(toBinaryEvent),
      {
        expectedRevision: expected === 'must-not-exist' ? NO_STREAM : BigInt(expected),
        requiresLeader: true,
      },
    );
    const revision = Number(nextExpectedRevision);
    // Of several events, or of events that it had already, the server doesn't say whose position it gives.
    if (events.length === 1 && position !== undefined) return { revision, position: toPosition(position) };
    return await answerReadBack(store, stream, revision);
  } catch (error) {
    if (error instanceof WrongExpectedVersionError) return answerOfTheFirstTime(store, append, error);
    if (error instanceof StreamDeletedError) throw new StreamTombstoned(stream);
    if (error instanceof MaxAppendSizeExceededError) {
      const bytes = events.reduce((sum, event) => sum + sizeOf(event), 0);
      throw new EventTooLarge(stream, bytes, error.maxAppendSize);
    }
    throw error;
  }
}

async function answerReadBack(store: Appending, stream: string, revision: Revision): Promise<AppendResult> {
  const [event] = await eventsAt(store, stream, revision, 1);
  if (event?.revision !== revision) throw new StoreUnavailable('what was just appended is not there yet.');
  return { revision, position: event.position };
}

/** The server knows its own repeated appends only at the end of a stream; this looks where they would be. */
async function answerOfTheFirstTime(
  store: Appending,
  { stream, expected, events }: Append,
  { actualVersion }: WrongExpectedVersionError,
): Promise<AppendResult> {
  const first = expected === 'must-not-exist' ? 0 : expected + 1;
  const there = await eventsAt(store, stream, first, events.length);
  const same = events.every(
    ({ id }, index) => there[index]?.id === id && there[index].revision === first + index,
  );
  const last = there.at(-1);
  if (same && last !== undefined) return { revision: last.revision, position: last.position };
  const actual = typeof actualVersion === 'bigint' ? Number(actualVersion) : undefined;
  throw new WrongExpectedRevision(stream, expected, actual);
}

async function eventsAt(
  { connection, closing }: Appending,
  stream: string,
  from: Revision,
  count: number,
): Promise<StoredEvent[]> {
  const begin = () =>
    connection.readStream(stream, { fromRevision: BigInt(from), maxCount: count, requiresLeader: true });
  const found: StoredEvent[] = [];
  try {
    for await (const event of eventsOf(begin, closing)) found.push(toStoredEvent(event));
  } catch (error) {
    if (!(error instanceof StreamNotFound)) throw error;
  }
  return found;
}
