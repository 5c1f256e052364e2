import { closeSync, openSync } from 'node:fs';

/**
 * Makes an empty file, for its owner only, where there is none: SQLite would give it the mode of the umask, and gives
 * -wal and -shm the mode of the file itself. One that is there isn't opened: closing it would free its locks (POSIX).
 */
export function makeForOwnerOnly(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
