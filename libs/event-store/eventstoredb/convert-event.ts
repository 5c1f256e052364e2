import { binaryEvent, type Position as LogPosition, type RecordedEvent } from '@eventstore/db-client';
import { EventStoreError } from '../errors.js';
import { type NewEvent, type Position, type StoredEvent } from '../port.js';
import { framed, unframed } from './keep-metadata-bytes.js';

/** EventStoreDB holds something that can't be ours. It takes a person to look; trying again doesn't help. */
export class NotOurLog extends EventStoreError {}

export const toBinaryEvent = ({ id, type, data, metadata }: NewEvent) =>
  binaryEvent({ id, type, data, metadata: framed(metadata) });

/** @throws NotOurLog when another application wrote the event */
export function toStoredEvent(recorded: RecordedEvent): StoredEvent {
  const { streamId: stream, id, type, data, metadata } = recorded;
  const revision = Number(recorded.revision);
  if (!(data instanceof Uint8Array)) {
    throw new NotOurLog(
      `Event ${revision} of stream ${stream} is JSON: another application wrote it, and this store must be our own.`,
    );
  }
  const position = toPosition(recorded.position);
  return { stream, revision, position, id, type, data, metadata: unframed(metadata) };
}

/**
 * EventStoreDB writes committed prepares since 20.6: commit and prepare position of an event are one number.
 *
 * @throws NotOurLog when they aren't: everything else counts on it
 */
export function toPosition(position: LogPosition | undefined): Position {
  if (position !== undefined && position.commit === position.prepare) return position.commit;
  const given = position === undefined ? 'none' : `commit ${position.commit}, prepare ${position.prepare}`;
  throw new NotOurLog(`An event must have one position, but EventStoreDB gave ${given}.`);
}

export const toLogPosition = (position: Position): LogPosition => ({ commit: position, prepare: position });

/** False for what EventStoreDB writes for itself: its own streams, and its note in a stream that was deleted. */
export const isOurs = ({ streamId, type }: RecordedEvent): boolean =>
  !streamId.startsWith('$') && !type.startsWith('$');
