import type Database from 'better-sqlite3';
import { type Position, START } from '#libs/event-store/port';
import { openProcessFile } from '../open-process-file.js';

/** How far each process has come. A process that falls back handles events again, safely. */
export class ProcessCheckpoints {
  private readonly database: Database.Database;
  private readonly written: Database.Statement<[string], { position: string }>;
  private readonly writing: Database.Statement<[string, string]>;

  constructor(file: string) {
    this.database = openProcessFile(file);
    this.database.exec(
      'CREATE TABLE IF NOT EXISTS checkpoint (process TEXT PRIMARY KEY, position TEXT NOT NULL) STRICT',
    );
    this.written = this.database.prepare('SELECT position FROM checkpoint WHERE process = ?');
    this.writing = this.database.prepare(
      'INSERT INTO checkpoint VALUES (?, ?) ON CONFLICT (process) DO UPDATE SET position = excluded.position',
    );
  }

  read(process: string): Position {
    const row = this.written.get(process);
    return row === undefined ? START : BigInt(row.position);
  }

  write(process: string, position: Position): void {
    this.writing.run(process, String(position));
  }

  close(): void {
    this.database.close();
  }
}
