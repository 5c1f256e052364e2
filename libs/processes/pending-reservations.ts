import type Database from 'better-sqlite3';
import { openProcessFile } from './open-process-file.js';

export interface PendingReservation {
  readonly stream: string;
  readonly account: string;
  /** Id of the event that made it. */
  readonly madeBy: string;
}

/**
 * Reservations that no event of their account has taken up yet, in the file of the checkpoints: after a power failure
 * neither is ahead of the other.
 */
export class PendingReservations {
  private readonly database: Database.Database;

  constructor(file: string) {
    this.database = openProcessFile(file);
    this.database.exec(`CREATE TABLE IF NOT EXISTS pending (
      stream TEXT PRIMARY KEY, account TEXT NOT NULL, made_by TEXT NOT NULL, made_at TEXT NOT NULL
    ) STRICT`);
  }

  /** @param madeAt RFC 3339, UTC */
  add({ stream, account, madeBy }: PendingReservation, madeAt: string): void {
    this.database
      .prepare('INSERT OR REPLACE INTO pending VALUES (?, ?, ?, ?)')
      .run(stream, account, madeBy, madeAt);
  }

  remove(streams: readonly string[]): void {
    const remove = this.database.prepare('DELETE FROM pending WHERE stream = ?');
    for (const stream of streams) remove.run(stream);
  }

  /** Removes this one, and leaves the stream where it was reserved anew since. */
  settle({ stream, madeBy }: PendingReservation): void {
    this.database.prepare('DELETE FROM pending WHERE stream = ? AND made_by = ?').run(stream, madeBy);
  }

  /** Those made before the moment (RFC 3339, UTC), oldest first. */
  madeBefore(moment: string): readonly PendingReservation[] {
    return this.database
      .prepare('SELECT stream, account, made_by AS madeBy FROM pending WHERE made_at < ? ORDER BY made_at')
      .all(moment) as PendingReservation[];
  }

  close(): void {
    this.database.close();
  }
}
