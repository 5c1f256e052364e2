import { type ExpectedRevision, type Revision } from './port.js';

/** Something of the event store's that a caller can tell apart by its class. */
export abstract class EventStoreError extends Error {
  override get name(): string {
    return this.constructor.name;
  }
}

/** The stream is not where the appender said. Read it again and decide again. */
export class WrongExpectedRevision extends EventStoreError {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** Revision of the stream's last event, `undefined` when it doesn't exist. */
    readonly actual: Revision | undefined,
  ) {
    super(
      `Stream ${stream} was expected ${expected === 'must-not-exist' ? 'not to exist' : `at revision ${expected}`}, ` +
        `but ${actual === undefined ? "doesn't exist" : `is at revision ${actual}`}.`,
    );
  }
}

/** No event was ever appended to the stream. */
export class StreamNotFound extends EventStoreError {
  constructor(readonly stream: string) {
    super(`Stream ${stream} doesn't exist.`);
  }
}

/** One event is larger than the store takes. */
export class EventTooLarge extends EventStoreError {
  constructor(
    readonly stream: string,
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`An event for stream ${stream} has ${bytes} bytes; the limit is ${limit}.`);
  }
}

/** The store can't be reached or can't do its work now. Trying again later is right. */
export class StoreUnavailable extends EventStoreError {
  constructor(reason: string, cause?: unknown) {
    super(`The event store is unavailable: ${reason}`, { cause });
  }
}

/** Another process holds the store as its single writer. */
export class StoreInUse extends EventStoreError {
  constructor(
    readonly file: string,
    /** What the holder says of itself, such as its URL, where it left that. */
    readonly holder?: string,
  ) {
    super(
      `${file} is held by another process${holder === undefined ? '' : ` (${holder})`}; only one may write to it.`,
    );
  }
}
