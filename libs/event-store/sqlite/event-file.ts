import Database from 'better-sqlite3';
import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { EventStoreError, StoreUnavailable } from '../errors.js';
import { makeForOwnerOnly } from './owner-only.js';

/** The file is something else than an event store, or one of a version that this program doesn't know. */
export class UnknownStoreFormat extends EventStoreError {
  constructor(
    readonly file: string,
    what: string,
  ) {
    super(`${file} ${what}. It was not touched. Give another file, or use the program that made it.`);
  }
}

/** "ABEV" in ASCII, at offset 68 of the file: tells `file` and this program what it is. */
const applicationId = 0x41424556;
const schemaVersion = 1;

/** Positions are SQLite's row ids: of the first event, and then one by one without gaps. */
export const firstPositionInSqlite = 1n;

/** No index on the event's id: it would cost a third of the throughput, see append-queue.ts. */
const schema = `
  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream   TEXT    NOT NULL,
    revision INTEGER NOT NULL,
    id       TEXT    NOT NULL,
    type     TEXT    NOT NULL,
    data     BLOB    NOT NULL,
    metadata BLOB    NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
  CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
  CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};
`;

/** One path for one file, whatever link leads to it: the lock stands beside the file itself. */
export const trueName = (file: string): string => (existsSync(file) ? realpathSync(file) : resolve(file));

/** Opens the event file for its single writer; makes it, for its owner only, where it isn't there. */
export function openEventFile(file: string): Database.Database {
  return opened(file, {}, (db) => {
    if (isNew(db)) db.transaction(() => db.exec(schema)).exclusive();
    else refuseUnknown(file, db);
    db.pragma('journal_mode = WAL');
    // In WAL better-sqlite3 goes to NORMAL, which doesn't sync at commit.
    db.pragma('synchronous = FULL');
    // Only macOS has it: there fsync alone doesn't reach the disk.
    db.pragma('fullfsync = ON');
    // 16 MB of log between two checkpoints instead of 4: a fifth more appends, see test/bench.
    db.pragma('wal_autocheckpoint = 4000');
    db.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
  });
}

/**
 * Closes what `openEventFile` opened. Where nobody else reads it, all is in the one file then: a copy of it
 * can be read from a medium that can't be written, which WAL doesn't allow.
 */
export function closeEventFile(db: Database.Database): void {
  try {
    db.pragma('busy_timeout = 0');
    db.pragma('journal_mode = DELETE');
  } catch {
    // Somebody reads, or the disk is full: the file and its WAL together hold everything as well.
  } finally {
    db.close();
  }
}

/** Opens an existing event file beside its writer; changes nothing in it. */
export function openEventFileForReading(file: string): Database.Database {
  if (!existsSync(file)) throw new StoreUnavailable(`there is no file ${file}.`);
  return opened(file, { readonly: true, fileMustExist: true }, (db) => refuseUnknown(file, db));
}

function opened(
  file: string,
  options: Database.Options,
  prepare: (db: Database.Database) => void,
): Database.Database {
  let db: Database.Database | undefined;
  try {
    if (options.readonly !== true) makeForOwnerOnly(file);
    db = new Database(file, options);
    db.pragma('trusted_schema = OFF');
    prepare(db);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof EventStoreError) throw error;
    if (isSqliteError(error, 'SQLITE_NOTADB')) throw new UnknownStoreFormat(file, 'is not an event store');
    throw new StoreUnavailable(`${file} can't be opened.`, error);
  }
}

const isNew = (db: Database.Database): boolean =>
  number(db, 'user_version') === 0 &&
  number(db, 'application_id') === 0 &&
  db.prepare('SELECT 1 FROM sqlite_schema').get() === undefined;

function refuseUnknown(file: string, db: Database.Database): void {
  if (number(db, 'application_id') !== applicationId)
    throw new UnknownStoreFormat(file, 'is not an event store');
  const version = number(db, 'user_version');
  if (version !== schemaVersion) {
    throw new UnknownStoreFormat(
      file,
      `has format ${version}, and this program knows format ${schemaVersion}`,
    );
  }
}

const number = (db: Database.Database, pragma: string): number => Number(db.pragma(pragma, { simple: true }));

/**
 * Whether SQLite failed with this code, as in `SQLITE_BUSY`. By its code alone: the driver throws the class of
 * whoever loaded it first, so `instanceof` fails where it is loaded twice.
 */
export const isSqliteError = (error: unknown, code: string): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === code;
