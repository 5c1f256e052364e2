import type Database from 'better-sqlite3';
import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { EventTooLarge, StoreUnavailable, StreamNotFound } from '../errors.js';
import {
  type AppendResult,
  EventStore,
  type ExpectedRevision,
  maxEventBytes,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadStreamOptions,
  START,
  type StoredEvent,
  type SubscribeOptions,
  type SubscriptionMessage,
} from '../port.js';
import { AppendQueue } from './append-queue.js';
import { closeEventFile, openEventFile, openEventFileForReading, trueName } from './event-file.js';
import { EventRows } from './event-rows.js';
import { followOrder } from './follow-order.js';
import { LatestEvents } from './latest-events.js';
import { WriterLock } from './writer-lock.js';

export interface OpenOptions {
  /** What others that want to write are told of who holds the store, as in its URL. Nothing secret. */
  readonly holder?: string;
}

/** The embedded event store: one SQLite file, one process that writes to it. */
export class SqliteEventStore extends EventStore {
  readonly #commits = new EventEmitter().setMaxListeners(0);
  readonly #rows: EventRows;
  readonly #latest: LatestEvents;
  readonly #queue: AppendQueue;
  #closed = false;

  /**
   * Opens the store for its single writer; makes the file where it isn't there, in a directory that is.
   *
   * @throws StoreInUse when it is open for writing already, here or in another process
   * @throws UnknownStoreFormat when the file is something else, or of another version
   * @throws StoreUnavailable when the file can't be opened
   */
  static open(file: string, options: OpenOptions = {}): SqliteEventStore {
    const path = trueName(file);
    const lock = new WriterLock(path, options.holder);
    try {
      return new SqliteEventStore(openEventFile(path), lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /**
   * Opens an existing store for reading, also beside its writer. Appending and subscribing throw
   * `StoreUnavailable`: another process's commits can't be waited for here.
   *
   * @throws UnknownStoreFormat when the file is something else, or of another version
   * @throws StoreUnavailable when the file isn't there or can't be opened
   */
  static openReadOnly(file: string): SqliteEventStore {
    return new SqliteEventStore(openEventFileForReading(trueName(file)), undefined);
  }

  private constructor(
    private readonly db: Database.Database,
    /** None when it only reads. */
    private readonly lock: WriterLock | undefined,
  ) {
    super();
    this.#rows = new EventRows(db);
    this.#latest = new LatestEvents(this.#head());
    this.#queue = new AppendQueue(db, this.#rows, (events) => {
      this.#latest.add(events);
      this.#commits.emit('commit');
    });
  }

  /** @throws RangeError when there are no events */
  override async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<AppendResult> {
    this.#mustWrite();
    if (events.length === 0) throw new RangeError('An append has at least one event.');
    for (const { data, metadata } of events) {
      const bytes = data.length + metadata.length;
      if (bytes > maxEventBytes) throw new EventTooLarge(stream, bytes, maxEventBytes);
    }
    return this.#queue.append(stream, expected, events);
  }

  override async *readStream(stream: string, options: ReadStreamOptions = {}): AsyncGenerator<StoredEvent> {
    const backwards = options.direction === 'backwards';
    const last = this.#reading(() => this.#rows.lastRevision(stream));
    if (last === undefined) throw new StreamNotFound(stream);
    let from = backwards ? Math.min(options.from ?? last, last) : (options.from ?? 0);
    let left = options.limit ?? Infinity;
    const isOver = () => left <= 0 || from < 0 || from > last;
    while (!isOver()) {
      const page = this.#reading(() => this.#rows.pageOfStream({ stream, backwards, from, limit: left }));
      // Not `yield*`: over a list it costs a tenth of the reading.
      for (const event of page) yield event;
      left -= page.length;
      // Revisions have no gaps.
      from += backwards ? -page.length : page.length;
      // Others get their turn between two pages.
      if (!isOver()) await turn();
    }
  }

  override async *readAll(options: ReadAllOptions = {}): AsyncGenerator<StoredEvent> {
    const { streamPrefix = '' } = options;
    let after = options.after ?? START;
    let left = options.limit ?? Infinity;
    const until = this.#reading(() => this.#head());
    while (left > 0 && after < until) {
      const part = { after, until, streamPrefix, limit: left };
      const { events, reached } = this.#reading(() => this.#rows.pageOfOrder(part));
      for (const event of events) yield event;
      left -= events.length;
      after = reached;
      // Others get their turn between two pages.
      if (after < until) await turn();
    }
  }

  override async *subscribe(options: SubscribeOptions): AsyncGenerator<SubscriptionMessage, void, undefined> {
    this.#mustWrite();
    yield* followOrder(
      {
        head: () => this.#latest.head,
        latest: (after) => this.#latest.after(after),
        pageOfOrder: (part) => this.#reading(() => this.#rows.pageOfOrder(part)),
        commits: this.#commits,
        isClosed: () => this.#closed,
      },
      options,
    );
  }

  override async head(): Promise<Position> {
    return this.#reading(() => this.#head());
  }

  override async close(): Promise<void> {
    if (this.#closed) return;
    this.#queue.drain();
    this.#closed = true;
    this.#commits.emit('commit');
    if (this.lock === undefined) this.db.close();
    else closeEventFile(this.db);
    this.lock?.release();
  }

  #head(): Position {
    return this.#rows.lastPosition() ?? START;
  }

  #mustWrite(): void {
    if (this.#closed) throw closed();
    if (this.lock === undefined) throw new StoreUnavailable('it was opened for reading only.');
  }

  #reading<T>(read: () => T): T {
    if (this.#closed) throw closed();
    try {
      return read();
    } catch (error) {
      throw new StoreUnavailable('the events could not be read.', error);
    }
  }
}

const closed = () => new StoreUnavailable('it was closed.');
