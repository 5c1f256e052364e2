import type Database from 'better-sqlite3';
import { type NewEvent, type Position, type Revision, type StoredEvent } from '../port.js';

interface EventRow {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** Which part of a stream, from `from` on in the direction. */
export interface StreamPart {
  readonly stream: string;
  readonly backwards: boolean;
  readonly from: Revision;
  readonly limit: number;
}

/** Which part of the global order: after `after`, up to and with `until`. */
export interface OrderPart {
  readonly after: Position;
  readonly until: Position;
  readonly streamPrefix: string;
  readonly limit: number;
}

/** What one page holds at most: enough to make the query's cost small, little enough for a process's memory. */
const pageRows = 512;
const pageBytes = 4 * 1024 * 1024;
/** Most rows that one page looks through for a prefix: some milliseconds in which nothing else is served. */
const pageReach = 10_000n;

const columns = 'position, stream, revision, id, type, data, metadata';

/** The SQL of the event table. Every call is done when it returns: no statement stays open. */
export class EventRows {
  readonly #insert: Database.Statement<[string, Revision, string, string, Uint8Array, Uint8Array]>;
  readonly #lastRevision: Database.Statement<[string], number | null>;
  readonly #lastPosition: Database.Statement<[], number | null>;
  readonly #idsAt: Database.Statement<[string, Revision, Revision], { id: string; position: number }>;
  readonly #forwards: Database.Statement<[string, Revision, number], EventRow>;
  readonly #backwards: Database.Statement<[string, Revision, number], EventRow>;
  readonly #order: Database.Statement<[Position, Position, number], EventRow>;
  readonly #orderOfPrefix: Database.Statement<[Position, Position, string, string, number], EventRow>;

  constructor(db: Database.Database) {
    this.#insert = db.prepare(
      'INSERT INTO event (stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.#lastRevision = db
      .prepare<[string], number | null>('SELECT max(revision) FROM event WHERE stream = ?')
      .pluck();
    this.#lastPosition = db.prepare<[], number | null>('SELECT max(position) FROM event').pluck();
    this.#idsAt = db.prepare(
      'SELECT id, position FROM event WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision',
    );
    this.#forwards = db.prepare(
      `SELECT ${columns} FROM event WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
    );
    this.#backwards = db.prepare(
      `SELECT ${columns} FROM event WHERE stream = ? AND revision <= ? ORDER BY revision DESC LIMIT ?`,
    );
    const order = `SELECT ${columns} FROM event WHERE position > ? AND position <= ?`;
    this.#order = db.prepare(`${order} ORDER BY position LIMIT ?`);
    this.#orderOfPrefix = db.prepare(
      `${order} AND substr(stream, 1, length(?)) = ? ORDER BY position LIMIT ?`,
    );
  }

  /** @returns the event's position */
  insert(stream: string, revision: Revision, event: NewEvent): Position {
    const { lastInsertRowid } = this.#insert.run(
      stream,
      revision,
      event.id,
      event.type,
      event.data,
      event.metadata,
    );
    return BigInt(lastInsertRowid);
  }

  lastRevision(stream: string): Revision | undefined {
    return this.#lastRevision.get(stream) ?? undefined;
  }

  lastPosition(): Position | undefined {
    const position = this.#lastPosition.get() ?? undefined;
    return position === undefined ? undefined : BigInt(position);
  }

  /** Ids and positions of the events at these revisions, as far as there are any. */
  idsAt(stream: string, first: Revision, last: Revision): readonly { id: string; position: number }[] {
    return this.#idsAt.all(stream, first, last);
  }

  /** The beginning of the part; empty when the part is. */
  pageOfStream(part: StreamPart): readonly StoredEvent[] {
    const statement = part.backwards ? this.#backwards : this.#forwards;
    return page(statement.iterate(part.stream, part.from, Math.min(part.limit, pageRows))).events;
  }

  /** The beginning of the part, and how far in the order that page reaches: with a prefix it may be empty. */
  pageOfOrder(part: OrderPart): { readonly events: readonly StoredEvent[]; readonly reached: Position } {
    const limit = Math.min(part.limit, pageRows);
    const reach = part.after + pageReach < part.until ? part.after + pageReach : part.until;
    const { after, streamPrefix: prefix } = part;
    const rows =
      prefix === ''
        ? this.#order.iterate(after, reach, limit)
        : this.#orderOfPrefix.iterate(after, reach, prefix, prefix, limit);
    const { events, cut } = page(rows);
    const last = events.at(-1);
    const stoppedEarly = last !== undefined && (cut || events.length === limit);
    return { events, reached: stoppedEarly ? last.position : reach };
  }
}

/** Takes rows until the page holds enough bytes, at least one. */
function page(rows: Iterable<EventRow>): { events: readonly StoredEvent[]; cut: boolean } {
  const events: StoredEvent[] = [];
  let bytes = 0;
  for (const row of rows) {
    events.push({ ...row, position: BigInt(row.position) });
    bytes += row.data.length + row.metadata.length;
    if (bytes >= pageBytes) return { events, cut: true };
  }
  return { events, cut: false };
}
