import Database from 'better-sqlite3';
import { makeForOwnerOnly } from '#libs/event-store/sqlite/owner-only';

/** What the processes keep: how far they are, and what waits. After a power cut the last of it may be gone. */
export function openProcessFile(file: string): Database.Database {
  makeForOwnerOnly(file);
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  return database;
}
