import { setMaxListeners } from 'node:events';
import { StoreUnavailable } from '../errors.js';
import {
  type AppendResult,
  EventStore,
  type ExpectedRevision,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  START,
  type StoredEvent,
  type SubscribeOptions,
  type SubscriptionMessage,
} from '../port.js';
import { appendEvents } from './append-events.js';
import { type Delay, realDelay } from '../back-off.js';
import { Connection } from './connect.js';
import { HeadFinder } from './find-head.js';
import { keepFollowing } from './keep-following.js';
import { readAll, readStream } from './read-events.js';

export interface EventStoreDbOptions {
  /** `esdb://user:password@host:2113?…`: holds a password, belongs in no log. */
  readonly connectionString: string;
  /** How to wait before trying again; by default by the clock. */
  readonly delay?: Delay;
}

/**
 * The event store on EventStoreDB/KurrentDB, later than 23.10: a server of our own, and a user that may read
 * `$all`. Its limit for one append (1 MiB by default) counts for all events of it together.
 */
export class EventStoreDbEventStore extends EventStore {
  private readonly headFinder: HeadFinder;
  private readonly appends = new Set<Promise<unknown>>();
  private readonly closing = new AbortController();
  private closed: Promise<void> | undefined;

  private constructor(
    private readonly connection: Connection,
    private readonly delay: Delay,
  ) {
    super();
    this.headFinder = new HeadFinder(connection);
    // Every read that runs listens to it.
    setMaxListeners(0, this.closing.signal);
  }

  /**
   * Doesn't connect yet: the first call does.
   *
   * @throws Error when the connection string isn't valid
   */
  static open({ connectionString, delay = realDelay }: EventStoreDbOptions): EventStoreDbEventStore {
    return new EventStoreDbEventStore(Connection.to(connectionString), delay);
  }

  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    this.refuseWhenClosed();
    const { connection, delay } = this;
    const appending = appendEvents(
      { connection, delay, closing: this.closing.signal },
      { stream, expected, events },
    );
    this.appends.add(appending);
    try {
      return await appending;
    } finally {
      this.appends.delete(appending);
    }
  }

  override async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncGenerator<StoredEvent> {
    this.refuseWhenClosed();
    yield* readStream(this.connection, stream, options, this.closing.signal);
  }

  override async *readAll(options: ReadAllOptions = {}): AsyncGenerator<StoredEvent> {
    yield* readAll(this.connection, options, await this.head(), this.closing.signal);
  }

  override async *subscribe({
    after = START,
    streamPrefix,
    signal,
  }: SubscribeOptions): AsyncGenerator<SubscriptionMessage> {
    this.refuseWhenClosed();
    const ended = AbortSignal.any([signal, this.closing.signal]);
    const endReached = (seen: Position) => this.endReached(seen, streamPrefix);
    yield* keepFollowing(this.connection, { after, streamPrefix, ended, endReached }, this.delay);
  }

  override async head(): Promise<Position> {
    this.refuseWhenClosed();
    return this.headFinder.find(this.closing.signal);
  }

  override close(): Promise<void> {
    this.closed ??= this.finish();
    return this.closed;
  }

  private async endReached(seen: Position, streamPrefix: string | undefined): Promise<boolean> {
    const head = await this.head();
    if (seen >= head) return true;
    const next = { after: seen, limit: 1, ...(streamPrefix === undefined ? {} : { streamPrefix }) };
    const rest = readAll(this.connection, next, head, this.closing.signal);
    const { done } = await rest.next();
    await rest.return(undefined);
    return done === true;
  }

  private async finish(): Promise<void> {
    await Promise.allSettled(this.appends);
    this.closing.abort();
    this.connection.closeChannel();
  }

  private refuseWhenClosed(): void {
    if (this.closed !== undefined) throw new StoreUnavailable('it was closed.');
  }
}
