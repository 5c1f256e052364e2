import type Database from 'better-sqlite3';
import { openProcessFile } from './open-process-file.js';

/**
 * Letters that were asked for and not printed yet, by whom they are about. In the file of the checkpoints: after a power
 * failure neither is ahead of the other.
 */
export class OpenLetters {
  private readonly database: Database.Database;

  constructor(file: string) {
    this.database = openProcessFile(file);
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS open_letter (letter TEXT NOT NULL, about TEXT NOT NULL, PRIMARY KEY (letter, about)) STRICT, WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS open_letter_about ON open_letter (about)`);
  }

  /** @param about accounts, or else an organisation; a file from before there were several keeps the first */
  add(letter: string, ...about: readonly string[]): void {
    const insert = this.database.prepare('INSERT OR IGNORE INTO open_letter VALUES (?, ?)');
    for (const one of about) insert.run(letter, one);
  }

  remove(letter: string): void {
    this.database.prepare('DELETE FROM open_letter WHERE letter = ?').run(letter);
  }

  /** Ids of the letters, in one order. */
  about(accountOrOrganisation: string): readonly string[] {
    return this.database
      .prepare('SELECT letter FROM open_letter WHERE about = ? ORDER BY letter')
      .pluck()
      .all(accountOrOrganisation) as string[];
  }

  close(): void {
    this.database.close();
  }
}
