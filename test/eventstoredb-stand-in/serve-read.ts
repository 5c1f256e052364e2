import { type ServerWritableStream } from '@grpc/grpc-js';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { once } from 'node:events';
import { type EventLog, type LoggedEvent } from './event-log.js';
import { type Gate, streamDeleted } from './gate.js';
import { caughtUp, confirmation, eventMessage, streamNotFound } from './read-messages.js';
import { streamName } from './stream-name.js';

/**
 * Read: a stream or `$all`, both ways; and subscriptions to `$all`. Waits for a reader that is slow. `sent` hears
 * of each message of a subscription.
 */
export const serveRead =
  (log: EventLog, gate: Gate, sent: () => void) =>
  (call: ServerWritableStream<ReadReq, ReadResp>): void => {
    const options = call.request.getOptions() ?? new ReadReq.Options();
    const stream = streamName(options.getStream()?.getStreamIdentifier());
    const refusal =
      gate.refusalOf(call) ??
      (options.hasStream() && log.read(stream) === 'tombstoned' ? streamDeleted(stream) : undefined);
    if (refusal !== undefined) {
      call.emit('error', refusal);
      return;
    }
    const gone = new AbortController();
    call.on('cancelled', () => gone.abort());
    const messages = options.hasSubscription()
      ? heard(subscription(log, options, gone.signal), sent)
      : reading(log, options, stream);
    void give(call, messages, gone.signal);
  };

async function* heard(messages: AsyncIterable<ReadResp>, sent: () => void): AsyncGenerator<ReadResp> {
  for await (const message of messages) {
    sent();
    yield message;
  }
}

async function give(
  call: ServerWritableStream<ReadReq, ReadResp>,
  messages: Iterable<ReadResp> | AsyncIterable<ReadResp>,
  gone: AbortSignal,
): Promise<void> {
  for await (const message of messages) {
    if (!call.write(message)) await drained(call, gone);
    if (gone.aborted) return;
  }
  call.end();
}

async function drained(call: ServerWritableStream<ReadReq, ReadResp>, gone: AbortSignal): Promise<void> {
  await once(call, 'drain', { signal: gone }).catch((error: unknown) => {
    if (!gone.aborted) throw error;
  });
}

function* reading(log: EventLog, options: ReadReq.Options, stream: string): Generator<ReadResp> {
  const events = options.hasStream() ? log.read(stream) : log.events;
  if (events === undefined) yield streamNotFound(stream);
  if (events === undefined || events === 'tombstoned') return;
  const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
  const begins = options.hasStream() ? fromRevision(options, backwards) : fromPosition(options, backwards);
  const chosen = events.filter(begins);
  if (backwards) chosen.reverse();
  for (const event of chosen.slice(0, Number(options.getCount()))) yield eventMessage(event);
}

function fromRevision(options: ReadReq.Options, backwards: boolean): (event: LoggedEvent) => boolean {
  const from = options.getStream();
  if (!from?.hasRevision()) return () => true;
  const revision = BigInt(from.getRevision());
  return backwards ? (event) => event.revision <= revision : (event) => event.revision >= revision;
}

/** Forwards the event at the position is given too; backwards only what lies before it. */
function fromPosition(options: ReadReq.Options, backwards: boolean): (event: LoggedEvent) => boolean {
  const from = options.getAll()?.getPosition();
  if (from === undefined) return () => true;
  const position = BigInt(from.getCommitPosition());
  return backwards ? (event) => event.position < position : (event) => event.position >= position;
}

/** Begins after the position, not at it; says once that it has caught up. */
async function* subscription(
  log: EventLog,
  options: ReadReq.Options,
  gone: AbortSignal,
): AsyncGenerator<ReadResp> {
  const from = options.getAll()?.getPosition();
  const after = from === undefined ? -1n : BigInt(from.getCommitPosition());
  const wanted = filterOf(options);
  yield confirmation();
  let live = false;
  for (let next = 0; !gone.aborted;) {
    const event = log.events[next];
    if (event !== undefined) {
      next++;
      if (event.position > after && wanted(event)) yield eventMessage(event);
    } else if (live) {
      await log.grown(gone);
    } else {
      live = true;
      yield caughtUp();
    }
  }
}

function filterOf(options: ReadReq.Options): (event: LoggedEvent) => boolean {
  const expression = options.getFilter()?.getStreamIdentifier();
  if (expression === undefined) return () => true;
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return ({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix));
  const regex = new RegExp(expression.getRegex());
  return ({ stream }) => regex.test(stream);
}
