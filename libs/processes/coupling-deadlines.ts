import type Database from 'better-sqlite3';
import { openProcessFile } from './open-process-file.js';

export interface CouplingDeadline {
  readonly account: string;
  /** Id of the event that it stands in. */
  readonly setBy: string;
}

/**
 * Until when somebody must have signed in with a means that is coupled (EHK-05). In the file of the checkpoints: after
 * a power failure neither is ahead of the other.
 */
export class CouplingDeadlines {
  private readonly database: Database.Database;

  constructor(file: string) {
    this.database = openProcessFile(file);
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS coupling_deadline (
        account TEXT PRIMARY KEY, set_by TEXT NOT NULL, lapses_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX IF NOT EXISTS coupling_deadline_at ON coupling_deadline (lapses_at)`);
  }

  /** The later one stands. @param lapsesAt RFC 3339, UTC with milliseconds */
  set({ account, setBy }: CouplingDeadline, lapsesAt: string): void {
    this.database
      .prepare(
        `INSERT INTO coupling_deadline VALUES (?, ?, ?) ON CONFLICT (account) DO UPDATE
        SET set_by = excluded.set_by, lapses_at = excluded.lapses_at WHERE excluded.lapses_at > lapses_at`,
      )
      .run(account, setBy, lapsesAt);
  }

  remove(account: string): void {
    this.database.prepare('DELETE FROM coupling_deadline WHERE account = ?').run(account);
  }

  /** Removes this one, and leaves the account where somebody signed in since. */
  settle({ account, setBy }: CouplingDeadline): void {
    this.database
      .prepare('DELETE FROM coupling_deadline WHERE account = ? AND set_by = ?')
      .run(account, setBy);
  }

  /** Those that have come at this moment (RFC 3339, UTC), oldest first. */
  dueAt(moment: string): readonly CouplingDeadline[] {
    return this.database
      .prepare(
        'SELECT account, set_by AS setBy FROM coupling_deadline WHERE lapses_at <= ? ORDER BY lapses_at, account',
      )
      .all(moment) as CouplingDeadline[];
  }

  close(): void {
    this.database.close();
  }
}
