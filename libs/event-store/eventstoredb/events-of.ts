import { type RecordedEvent, type StreamingRead } from '@eventstore/db-client';
import { StoreUnavailable } from '../errors.js';
import { asPortError } from './tell-errors-apart.js';

/**
 * The events of a read, pulled by the reader. The call ends when the reader stops or when the store closes.
 *
 * @throws StreamNotFound, StoreUnavailable
 */
export async function* eventsOf<E extends RecordedEvent>(
  read: StreamingRead<{ event?: E }>,
  closing: AbortSignal,
): AsyncGenerator<E> {
  // The client reports what happens after the last step too, and an error that nobody hears ends the process.
  read.on('error', () => undefined);
  const close = () => read.destroy(new StoreUnavailable('it was closed.'));
  if (closing.aborted) close();
  closing.addEventListener('abort', close);
  try {
    for await (const { event } of read) if (event !== undefined) yield event;
  } catch (error) {
    throw asPortError(error);
  } finally {
    closing.removeEventListener('abort', close);
    read.cancel().catch(() => undefined);
  }
}
