import { BACKWARDS, END, FORWARDS, START as FIRST } from '@eventstore/db-client';
import {
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  START,
  type StoredEvent,
} from '../port.js';
import { type Connection } from './connect.js';
import { isOurs, toLogPosition, toPosition, toStoredEvent } from './convert-event.js';
import { eventsOf } from './events-of.js';
import { saysSessionClosed } from './tell-errors-apart.js';

/** Times that a read is begun when the server closed the session before it gave anything. */
const mostAttempts = 3;

export async function* readStream(
  connection: Connection,
  stream: string,
  options: ReadStreamOptions,
  closing: AbortSignal,
): AsyncGenerator<StoredEvent> {
  for (let attempt = 1; ; attempt += 1) {
    let given = 0;
    try {
      for await (const event of readOnce(connection, stream, options, closing)) {
        given += 1;
        yield event;
      }
      return;
    } catch (error) {
      if (given > 0 || attempt === mostAttempts || !saysSessionClosed(error)) throw error;
    }
  }
}

async function* readOnce(
  connection: Connection,
  stream: string,
  { direction = 'forwards', from, limit }: ReadStreamOptions,
  closing: AbortSignal,
): AsyncGenerator<StoredEvent> {
  if (limit === 0) return;
  const read = connection.readStream(stream, {
    direction: direction === 'forwards' ? FORWARDS : BACKWARDS,
    fromRevision: from !== undefined ? BigInt(from) : direction === 'forwards' ? FIRST : END,
    ...(limit === undefined ? {} : { maxCount: limit }),
  });
  for await (const event of eventsOf(read, closing)) yield toStoredEvent(event);
}

/** Up to `head` and not beyond. The client can't filter a read, so events under another prefix are passed over here. */
export async function* readAll(
  connection: Connection,
  { after = START, limit = Infinity, streamPrefix = '' }: ReadAllOptions,
  head: Position,
  closing: AbortSignal,
): AsyncGenerator<StoredEvent> {
  if (limit === 0 || after >= head) return;
  const read = connection.readAll({ fromPosition: after === START ? FIRST : toLogPosition(after) });
  let given = 0;
  for await (const event of eventsOf(read, closing)) {
    const position = toPosition(event.position);
    if (position > head) return;
    if (position > after && isOurs(event) && event.streamId.startsWith(streamPrefix)) {
      yield toStoredEvent(event);
      if (++given === limit) return;
    }
    if (position === head) return;
  }
}
