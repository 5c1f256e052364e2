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
