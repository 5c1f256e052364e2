import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

/** 'abks' in ASCII: says what the file is (https://sqlite.org/pragma.html#pragma_application_id). */
const applicationId = 0x61626b73;
const schemaVersion = 1;

/** For another process to let go of the file, in ms: all of ours stands still that long. */
const longestWait = 1000;

const schema = `
  -- Rows are only ever added at the end (n), so that SQLite never moves wrapped keys between pages.
  CREATE TABLE data_key (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    purpose TEXT NOT NULL,
    wrapped BLOB,
    created_at TEXT NOT NULL,
    destroyed_at TEXT,
    CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
  ) STRICT;
  CREATE UNIQUE INDEX data_key_in_use ON data_key (subject, purpose) WHERE destroyed_at IS NULL;
  CREATE TABLE installation_key (
    name TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE master_key_check (wrapped BLOB NOT NULL) STRICT;
`;

/** The file is no key store, or one of a version that this program doesn't know. */
export class NotAKeyStore extends Error {
  constructor(file: string) {
    super(`${file} is not a key store that this version can read.`);
    this.name = 'NotAKeyStore';
  }
}

/** Wrapped bytes of a destroyed key are still in the write-ahead log, because another process keeps it in use. */
export class KeyBytesRemain extends Error {
  constructor() {
    super(
      'The key is destroyed, but its wrapped bytes are still in the write-ahead log: another process is reading ' +
        'the key store. Stop that process and destroy the key again.',
    );
    this.name = 'KeyBytesRemain';
  }
}

/**
 * Opens the file for writing, and makes it, readable by its owner only, where it isn't there.
 *
 * @throws NotAKeyStore
 * @throws KeyBytesRemain
 */
export function openKeyFile(file: string): Database.Database {
  // SQLite gives -wal and -shm the mode of the file itself.
  closeSync(openSync(file, 'a', 0o600));
  return prepared(file, new Database(file, { timeout: longestWait }), (database) => {
    database.pragma('journal_mode = WAL');
    // better-sqlite3 goes to NORMAL in WAL mode: a key must outlive the power cut that its event outlives.
    database.pragma('synchronous = FULL');
    database.pragma('secure_delete = ON');
    database.pragma('temp_store = MEMORY');
    database.transaction(makeTablesInEmptyFile).immediate(database);
    // A crash between a destruction and its checkpoint is made good here.
    emptyWriteAheadLog(database);
  });
}

/** @throws NotAKeyStore */
export function openKeyFileReadOnly(file: string): Database.Database {
  return prepared(file, new Database(file, { readonly: true, fileMustExist: true }), () => undefined);
}

/** @throws KeyBytesRemain */
export function emptyWriteAheadLog(database: Database.Database): void {
  if (database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0) throw new KeyBytesRemain();
}

function prepared(
  file: string,
  database: Database.Database,
  prepare: (database: Database.Database) => void,
): Database.Database {
  try {
    prepare(database);
    const isOurs =
      database.pragma('application_id', { simple: true }) === applicationId &&
      database.pragma('user_version', { simple: true }) === schemaVersion;
    if (!isOurs) throw new NotAKeyStore(file);
    return database;
  } catch (error) {
    database.close();
    throw (error as { code?: unknown }).code === 'SQLITE_NOTADB' ? new NotAKeyStore(file) : error;
  }
}

function makeTablesInEmptyFile(database: Database.Database): void {
  if (database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() !== 0) return;
  database.exec(schema);
  database.pragma(`application_id = ${applicationId}`);
  database.pragma(`user_version = ${schemaVersion}`);
}
