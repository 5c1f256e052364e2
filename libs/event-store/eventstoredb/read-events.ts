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

export async function* readStream(
  connection: Connection,
  stream: string,
  { direction = 'forwards', from, limit }: ReadStreamOptions,
  closing: AbortSignal,
): AsyncGenerator<StoredEvent> {
  if (limit === 0) return;
  const begin = () =>
    connection.readStream(stream, {
      direction: direction === 'forwards' ? FORWARDS : BACKWARDS,
      fromRevision: from !== undefined ? BigInt(from) : direction === 'forwards' ? FIRST : END,
      ...(limit === undefined ? {} : { maxCount: limit }),
    });
  for await (const event of eventsOf(begin, closing)) yield toStoredEvent(event);
}

/** Up to `head` and not beyond. The client can't filter a read, so events under another prefix are passed over here. */
export async function* readAll(
  connection: Connection,
  { after = START, limit = Infinity, streamPrefix = '' }: ReadAllOptions,
  head: Position,
  closing: AbortSignal,
): AsyncGenerator<StoredEvent> {
  if (limit === 0 || after >= head) return;
  const begin = () => connection.readAll({ fromPosition: after === START ? FIRST : toLogPosition(after) });
  let given = 0;
  for await (const event of eventsOf(begin, closing)) {
    const position = toPosition(event.position);
    if (position > head) return;
    if (position > after && isOurs(event) && event.streamId.startsWith(streamPrefix)) {
      yield toStoredEvent(event);
      if (++given === limit) return;
    }
    if (position === head) return;
  }
}
