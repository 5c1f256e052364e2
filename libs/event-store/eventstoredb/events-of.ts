import { type RecordedEvent, type StreamingRead } from '@eventstore/db-client';
import { StoreUnavailable } from '../errors.js';
import { asPortError, saysSessionClosed } from './tell-errors-apart.js';

/** Times that a read is begun when the server closed the session before it gave anything. */
const mostAttempts = 5;

/**
 * The events of a read, pulled by the reader. The call ends when the reader stops or when the store closes.
 *
 * @param begin makes the call; again when its session was closed before it gave anything
 * @throws StreamNotFound, StoreUnavailable
 */
export async function* eventsOf<E extends RecordedEvent>(
  begin: () => StreamingRead<{ event?: E }>,
  closing: AbortSignal,
): AsyncGenerator<E> {
  for (let attempt = 1; ; attempt += 1) {
    let given = 0;
    try {
      for await (const event of eventsOfCall(begin(), closing)) {
        given += 1;
        yield event;
      }
      return;
    } catch (error) {
      if (given > 0 || attempt === mostAttempts || !saysSessionClosed(error)) throw error;
    }
  }
}

async function* eventsOfCall<E extends RecordedEvent>(
  read: StreamingRead<{ event?: E }>,
  closing: AbortSignal,
): AsyncGenerator<E> {
  // The client reports what happens after the last step too, and an error that nobody hears ends the process.
  read.on('error', () => undefined);
  const cancel = () => void read.cancel().catch(() => undefined);
  const close = () => {
    read.destroy(new StoreUnavailable('it was closed.'));
    cancel();
  };
  let stopped = true;
  if (closing.aborted) close();
  closing.addEventListener('abort', close);
  try {
    // The stream isn't destroyed when its reader stops, but run dry: otherwise the client holds it for ever.
    const steps = read.iterator({ destroyOnReturn: false }) as AsyncIterable<{ event?: E }>;
    for await (const { event } of steps) if (event !== undefined) yield event;
    stopped = false;
  } catch (error) {
    throw asPortError(error);
  } finally {
    closing.removeEventListener('abort', close);
    read.resume();
    // A call that has come to its end isn't cancelled: servers count resets, and close who sends many of them.
    if (stopped) cancel();
  }
}
