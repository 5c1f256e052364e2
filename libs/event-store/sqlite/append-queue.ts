import type Database from 'better-sqlite3';
import { StoreUnavailable, WrongExpectedRevision } from '../errors.js';
import {
  type AppendResult,
  type ExpectedRevision,
  type NewEvent,
  type Revision,
  type StoredEvent,
} from '../port.js';
import { type EventRows } from './event-rows.js';
import { StreamHeads } from './stream-heads.js';

/** One append that waits for its turn, and how to answer it. */
interface WaitingAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (reason: Error) => void;
}
type Outcome = AppendResult | WrongExpectedRevision;
interface Written {
  readonly outcomes: readonly Outcome[];
  readonly events: readonly StoredEvent[];
}

/** Some milliseconds of work, in which nothing else is served. A greater append goes alone. */
const eventsPerTransaction = 512;
/** About 10 MB of memory. */
const headsRemembered = 50_000;

/**
 * The one writer, first in first out. What came in during one turn of the event loop is written in one
 * transaction, so that many callers share one sync of the disk, and is answered after its commit.
 */
export class AppendQueue {
  readonly #waiting: WaitingAppend[] = [];
  readonly #heads: StreamHeads;
  readonly #write: (group: readonly WaitingAppend[]) => Written;
  #scheduled = false;

  constructor(
    db: Database.Database,
    private readonly rows: EventRows,
    /** Called after each commit, before the appends are answered. */
    private readonly committed: (events: readonly StoredEvent[]) => void,
  ) {
    this.#heads = new StreamHeads((stream) => rows.lastRevision(stream), headsRemembered);
    const write = db.transaction((group: readonly WaitingAppend[]) => {
      const events: StoredEvent[] = [];
      return { outcomes: group.map((each) => this.#append(each, events)), events };
    });
    this.#write = (group) => write.immediate(group);
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ stream, expected, events, resolve, reject });
      this.#schedule();
    });
  }

  /** Writes and answers all that waits. */
  drain(): void {
    while (this.#waiting.length > 0) this.#writeGroup(this.#takeGroup());
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#waiting.length > 0) this.#writeGroup(this.#takeGroup());
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #takeGroup(): readonly WaitingAppend[] {
    let appends = 0;
    let events = 0;
    for (const { events: more } of this.#waiting) {
      events += more.length;
      if (appends > 0 && events > eventsPerTransaction) break;
      appends += 1;
    }
    return this.#waiting.splice(0, appends);
  }

  #writeGroup(group: readonly WaitingAppend[]): void {
    let written: Written;
    try {
      written = this.#write(group);
    } catch (error) {
      // Nothing of the group is written, so what was remembered of it is wrong.
      this.#heads.forgetAll();
      for (const { reject } of group) reject(new StoreUnavailable('the events could not be written.', error));
      return;
    }
    this.committed(written.events);
    for (const [index, { resolve, reject }] of group.entries()) {
      const outcome = written.outcomes[index];
      if (outcome instanceof WrongExpectedRevision) reject(outcome);
      else if (outcome !== undefined) resolve(outcome);
    }
  }

  /**
   * A refusal is decided before anything is inserted: it leaves the rest of the group as it is.
   *
   * @param written is given what was inserted
   */
  #append({ stream, expected, events }: WaitingAppend, written: StoredEvent[]): Outcome {
    const actual = this.#heads.of(stream);
    if (actual !== (expected === 'must-not-exist' ? undefined : expected)) {
      return this.#earlier(stream, expected, events) ?? new WrongExpectedRevision(stream, expected, actual);
    }
    let revision = actual ?? -1;
    let position = -1n;
    for (const event of events) {
      position = this.rows.insert(stream, ++revision, event);
      written.push({ ...event, stream, revision, position });
    }
    this.#heads.moved(stream, revision);
    return { revision, position };
  }

  /** The answer of the first time, when exactly these events stand where they would have been written. */
  #earlier(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): AppendResult | undefined {
    const first: Revision = expected === 'must-not-exist' ? 0 : expected + 1;
    const revision = first + events.length - 1;
    const there = this.rows.idsAt(stream, first, revision);
    const same = events.every((event, index) => event.id === there[index]?.id);
    const last = there.at(-1);
    return same && last !== undefined ? { revision, position: BigInt(last.position) } : undefined;
  }
}
