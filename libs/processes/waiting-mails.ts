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
    // `judged` is 0 where something was heard of the mail, or of its account, since it was looked at.
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS open_mail (
        mail TEXT PRIMARY KEY, account TEXT NOT NULL, tried_until TEXT NOT NULL,
        due_at TEXT NOT NULL DEFAULT '', judged INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX IF NOT EXISTS open_mail_at ON open_mail (due_at);
      CREATE INDEX IF NOT EXISTS open_mail_until ON open_mail (tried_until);
      CREATE INDEX IF NOT EXISTS open_mail_not_judged ON open_mail (judged) WHERE judged = 0;
      CREATE INDEX IF NOT EXISTS open_mail_of ON open_mail (account)`);
    // Some were in hand when the program ended.
    this.database.exec('UPDATE open_mail SET judged = 0');
  }

  /** To be looked at at once. @param triedUntil RFC 3339, UTC with milliseconds, as are all moments here */
  add(mail: string, account: string, triedUntil: string): void {
    this.database
      .prepare(
        'INSERT INTO open_mail (mail, account, tried_until) VALUES (?, ?, ?) ON CONFLICT (mail) DO NOTHING',
      )
      .run(mail, account, triedUntil);
  }

  /** Those of the account are looked at at once: perhaps they aren't needed any more. */
  lookAgain(account: string): void {
    this.database.prepare("UPDATE open_mail SET due_at = '', judged = 0 WHERE account = ?").run(account);
  }

  /** It is looked at now; what is heard after this counts. */
  take(mail: string): void {
    this.database.prepare('UPDATE open_mail SET judged = 1 WHERE mail = ?').run(mail);
  }

  /** Where something was heard since it was taken, that is looked at first. Nothing happens to one that doesn't wait any more. */
  putOff(mail: string, dueAt: string): void {
    this.database.prepare('UPDATE open_mail SET due_at = ? WHERE mail = ? AND judged = 1').run(dueAt, mail);
  }

  /** It was taken, and nobody knows what to make of it. */
  giveBack(mail: string, dueAt: string): void {
    this.database.prepare('UPDATE open_mail SET due_at = ?, judged = 0 WHERE mail = ?').run(dueAt, mail);
  }

  remove(mail: string): void {
    this.database.prepare('DELETE FROM open_mail WHERE mail = ?').run(mail);
  }

  /** Ids of those to be tried at this moment, those that waited longest first. */
  dueAt(moment: string, most: number): readonly string[] {
    return this.database
      .prepare('SELECT mail FROM open_mail WHERE due_at <= ? ORDER BY due_at, rowid LIMIT ?')
      .pluck()
      .all(moment, most) as string[];
  }

  /** Ids of those that are perhaps not needed any more: whose time is over, or of which something was heard. */
  perhapsNeedless(moment: string): readonly string[] {
    return this.database
      .prepare('SELECT mail FROM open_mail WHERE judged = 0 OR tried_until <= ? ORDER BY rowid')
      .pluck()
      .all(moment) as string[];
  }

  count(): number {
    return this.database.prepare('SELECT count(*) FROM open_mail').pluck().get() as number;
  }

  close(): void {
    this.database.close();
  }
}
