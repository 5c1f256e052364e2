import Database from 'better-sqlite3';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { StoreInUse, StoreUnavailable } from '../errors.js';
import { isSqliteError } from './event-file.js';
import { makeForOwnerOnly } from './owner-only.js';

/**
 * Makes this store the only writer of its file: an exclusive transaction held open on `<file>.lock`. The
 * operating system frees it when the process dies, whatever the way. Nobody may open `<file>.lock` by other
 * means in the writer's process: closing it there would free the lock (POSIX).
 */
export class WriterLock {
  readonly #lock: Database.Database;
  readonly #holderFile: string;

  /**
   * @param file the lock stands beside it, as `<file>.lock`
   * @param holder what to tell others of the holder, such as its URL; informational only
   * @param held what is held, as the message calls it
   * @throws StoreInUse at once when another has it, in this process or another
   */
  constructor(file: string, holder: string | undefined, held = file) {
    this.#holderFile = `${file}.holder`;
    this.#lock = take(file, this.#holderFile, held);
    this.#tell(holder);
  }

  release(): void {
    if (!this.#lock.open) return;
    rmSync(this.#holderFile, { force: true });
    this.#lock.close();
  }

  #tell(holder: string | undefined): void {
    try {
      // A holder that was killed left its own.
      rmSync(this.#holderFile, { force: true });
      if (holder !== undefined) writeFileSync(this.#holderFile, holder, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      this.#lock.close();
      throw new StoreUnavailable(`${this.#holderFile} can't be written.`, error);
    }
  }
}

function take(file: string, holderFile: string, held: string): Database.Database {
  let lock: Database.Database | undefined;
  try {
    makeForOwnerOnly(`${file}.lock`);
    lock = new Database(`${file}.lock`, { timeout: 0 });
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    if (isSqliteError(error, 'SQLITE_BUSY')) throw new StoreInUse(held, holderOf(holderFile));
    throw new StoreUnavailable(`${file}.lock can't be opened.`, error);
  }
}

function holderOf(holderFile: string): string | undefined {
  try {
    return readFileSync(holderFile, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
