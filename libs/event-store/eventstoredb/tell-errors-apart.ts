import { StreamDeletedError, StreamNotFoundError, isCommandError } from '@eventstore/db-client';
import { EventStoreError, StoreUnavailable, StreamNotFound } from '../errors.js';

/**
 * What went wrong with a call, as the port says it. Everything but an answer of the store's is `StoreUnavailable`:
 * no connection, no answer in time, no access, and the plain errors of a call that ran into a reconnection.
 */
export function asPortError(error: unknown): EventStoreError {
  if (error instanceof EventStoreError) return error;
  if (error instanceof StreamNotFoundError || error instanceof StreamDeletedError) {
    return new StreamNotFound(error.streamName);
  }
  return new StoreUnavailable(
    error instanceof Error && isCommandError(error) ? error.type : 'the call failed.',
    error,
  );
}

/**
 * The server closed the HTTP/2 session under a running call, as servers do with clients whose calls end in too many
 * resets (the client resets each read of a stream that isn't there). The next call gets a session of its own.
 */
export const saysSessionClosed = (error: unknown): boolean =>
  error instanceof StoreUnavailable &&
  error.cause instanceof Error &&
  /Session closed|Connection dropped/.test(error.cause.message);
