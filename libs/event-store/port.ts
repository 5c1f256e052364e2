/**
 * The event store as the rest of the system sees it. Two stores stand behind it: `sqlite/` (embedded default)
 * and `eventstoredb/` (scaled). What both must do is written once, in `test/contract`.
 *
 * The store keeps bytes: what is in an event, how it is sealed and chained is the journal's business.
 */

/** Place in the one global order of the store. It grows; it has gaps; it says nothing about time. */
export type Position = bigint;

/** Before the first event: reading or subscribing after it yields everything. */
export const START: Position = -1n;

/** Place of an event in its stream: 0 for the first, without gaps. */
export type Revision = number;

/** What the appender says the stream looks like now: that it must not exist, or the revision of its last event. */
export type ExpectedRevision = 'must-not-exist' | Revision;

/** An event on its way in. */
export interface NewEvent {
  /** UUID. The same id again at the same place in the same stream is the same event. */
  readonly id: string;
  /** Stored type name with its version, as in `account.role-granted.v1`. */
  readonly type: string;
  /** Kept and given back byte for byte. */
  readonly data: Uint8Array;
  /** Kept and given back byte for byte. */
  readonly metadata: Uint8Array;
}

/** An event as the store holds it. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  readonly revision: Revision;
  readonly position: Position;
}

export interface AppendResult {
  /** Revision of the last event that was appended. */
  readonly revision: Revision;
  /** Position of the last event that was appended. */
  readonly position: Position;
}

export interface ReadStreamOptions {
  readonly direction?: 'forwards' | 'backwards';
  /** First revision to give; by default the first (forwards) or the last (backwards) of the stream. */
  readonly from?: Revision;
  /** Most events to give; by default all. */
  readonly limit?: number;
}

export interface ReadAllOptions {
  /** Gives the events after this position; by default from the start. */
  readonly after?: Position;
  /** Most events to give; by default all that were there when reading began. */
  readonly limit?: number;
  /** Only streams whose name begins so. */
  readonly streamPrefix?: string;
}

export interface SubscribeOptions {
  /** Gives the events after this position; by default from the start. */
  readonly after?: Position;
  /** Only streams whose name begins so. */
  readonly streamPrefix?: string;
  /** Ends the subscription: the iteration then finishes normally. */
  readonly signal: AbortSignal;
}

/** What a subscription gives: an event, or the word that all that the store held has been given. */
export type SubscriptionMessage =
  { readonly kind: 'event'; readonly event: StoredEvent } | { readonly kind: 'caught-up' };

export abstract class EventStore {
  /**
   * Appends all events, or none, behind the expected revision. Answers only when they are durable.
   *
   * Appending the same event ids again behind the same expected revision answers as the first time and
   * writes nothing.
   *
   * @throws WrongExpectedRevision when the stream is elsewhere; nothing was written
   * @throws EventTooLarge when one event is over `maxEventBytes`; nothing was written
   * @throws StoreUnavailable when the store can't be reached or can't write: it may or may not have been
   *   written; the same append again is safe
   */
  abstract append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult>;

  /** @throws StreamNotFound when no event was ever appended to it (on the first step of the iteration) */
  abstract readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<StoredEvent>;

  /** All events in the global order, in constant memory, up to what the store held when reading began. */
  abstract readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent>;

  /**
   * All events in the global order, then every new one as it comes, each once. Pulled by the reader: a slow
   * one misses nothing. Survives a store that goes away and comes back. `caught-up` is given each time
   * that the end is reached.
   */
  abstract subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage>;

  /** Position of the last event, `START` when there is none. */
  abstract head(): Promise<Position>;

  /** Lets running appends finish, ends subscriptions, frees what is held. Calls after it throw `StoreUnavailable`. */
  abstract close(): Promise<void>;
}

/** Largest event, data and metadata together, in bytes: EventStoreDB's default limit for an append is 1 MiB. */
export const maxEventBytes = 1_000_000;
