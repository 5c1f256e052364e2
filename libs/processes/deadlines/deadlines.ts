import type Database from 'better-sqlite3';
import { openProcessFile } from '../open-process-file.js';

/** A moment at which something is to be done, unless another event comes in between. */
export interface Deadline {
  /** Name of what is done then. */
  readonly kind: string;
  /** Id of the account. */
  readonly subject: string;
  /** Id of the event that set it, and of the act that the event belongs to. */
  readonly setBy: string;
  readonly correlation: string;
  /** When it is worked off. RFC 3339, UTC with milliseconds, as is the other. */
  readonly dueAt: string;
  /** The moment that stands in the event; a reminder is due before it. */
  readonly deadline: string;
}

/** Where a walk through what is due has come. */
export type Place = Pick<Deadline, 'dueAt' | 'kind' | 'subject'>;

const columns = 'kind, subject, set_by AS setBy, correlation, due_at AS dueAt, deadline';

/**
 * One deadline of each kind for each account. In the file of the checkpoints: after a power failure neither is ahead of
 * the other. It follows from history alone, and can be deleted together with them.
 */
export class Deadlines {
  private readonly database: Database.Database;

  constructor(file: string) {
    this.database = openProcessFile(file);
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS deadline (
        kind TEXT NOT NULL, subject TEXT NOT NULL, set_by TEXT NOT NULL, correlation TEXT NOT NULL,
        due_at TEXT NOT NULL, deadline TEXT NOT NULL, PRIMARY KEY (kind, subject)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS deadline_due ON deadline (due_at, kind, subject);
      DROP TABLE IF EXISTS coupling_deadline`);
  }

  /** Takes the place of the one before. */
  set(deadline: Deadline): void {
    this.database
      .prepare(
        `INSERT OR REPLACE INTO deadline (kind, subject, set_by, correlation, due_at, deadline)
        VALUES (@kind, @subject, @setBy, @correlation, @dueAt, @deadline)`,
      )
      .run(deadline);
  }

  /** Where the deadline of this kind stands; `undefined` where there is none. */
  standing(kind: string, subject: string): string | undefined {
    return this.database
      .prepare('SELECT deadline FROM deadline WHERE kind = ? AND subject = ?')
      .pluck()
      .get(kind, subject) as string | undefined;
  }

  remove(kind: string, subject: string): void {
    this.database.prepare('DELETE FROM deadline WHERE kind = ? AND subject = ?').run(kind, subject);
  }

  /** Removes this one, and leaves one that was set since. */
  settle({ kind, subject, setBy }: Deadline): void {
    this.database
      .prepare('DELETE FROM deadline WHERE kind = ? AND subject = ? AND set_by = ?')
      .run(kind, subject, setBy);
  }

  /** The first ones that have come at this moment (RFC 3339, UTC), in order of due time, after the place. */
  dueAt(moment: string, most: number, { dueAt, kind, subject }: Place = beginning): readonly Deadline[] {
    return this.database
      .prepare(
        `SELECT ${columns} FROM deadline WHERE due_at <= ? AND (due_at, kind, subject) > (?, ?, ?)
        ORDER BY due_at, kind, subject LIMIT ?`,
      )
      .all(moment, dueAt, kind, subject, most) as Deadline[];
  }

  /** When the next one comes; `undefined` while there is none. */
  next(): string | undefined {
    return this.database.prepare('SELECT due_at FROM deadline ORDER BY due_at LIMIT 1').pluck().get() as
      string | undefined;
  }

  close(): void {
    this.database.close();
  }
}

const beginning: Place = { dueAt: '', kind: '', subject: '' };
