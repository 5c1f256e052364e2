import type Database from 'better-sqlite3';
import { openProcessFile } from './open-process-file.js';

/**
 * Mails that may still leave, and from when each is to be tried: what to look at, never what is true. That stands in the
 * mail's own events, which build this again where it is gone.
 */
export class WaitingMails {
  private readonly database: Database.Database;

  constructor(file: string) {
    this.database = openProcessFile(file);
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS waiting_mail (
        mail TEXT PRIMARY KEY, account TEXT NOT NULL, due_at TEXT NOT NULL
      ) STRICT;
      CREATE INDEX IF NOT EXISTS waiting_mail_at ON waiting_mail (due_at);
      CREATE INDEX IF NOT EXISTS waiting_mail_of ON waiting_mail (account)`);
  }

  /** @param dueAt RFC 3339, UTC with milliseconds; empty: at once */
  add(mail: string, account: string, dueAt = ''): void {
    this.database
      .prepare('INSERT INTO waiting_mail VALUES (?, ?, ?) ON CONFLICT (mail) DO NOTHING')
      .run(mail, account, dueAt);
  }

  /** Nothing happens to one that doesn't wait any more. */
  putOff(mail: string, dueAt: string): void {
    this.database.prepare('UPDATE waiting_mail SET due_at = ? WHERE mail = ?').run(dueAt, mail);
  }

  /** Those of the account are looked at at once: perhaps they aren't needed any more. */
  lookAgain(account: string): void {
    this.database.prepare("UPDATE waiting_mail SET due_at = '' WHERE account = ?").run(account);
  }

  remove(mail: string): void {
    this.database.prepare('DELETE FROM waiting_mail WHERE mail = ?').run(mail);
  }

  /** Ids of those to be tried at this moment (RFC 3339, UTC), those that waited longest first. */
  dueAt(moment: string, most: number): readonly string[] {
    return this.database
      .prepare('SELECT mail FROM waiting_mail WHERE due_at <= ? ORDER BY due_at, mail LIMIT ?')
      .pluck()
      .all(moment, most) as string[];
  }

  count(): number {
    return this.database.prepare('SELECT count(*) FROM waiting_mail').pluck().get() as number;
  }

  close(): void {
    this.database.close();
  }
}
