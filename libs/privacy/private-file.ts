import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** A private file can't be used as it is. The message says what to do, and never holds what is in the file. */
export class PrivateFileRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'PrivateFileRefused';
  }
}

/**
 * What stands in the file. Where there is none it is made, readable by its owner only, and durable before the
 * answer; when several processes start together, one makes it and all read the same.
 *
 * @throws PrivateFileRefused when others than its owner may use it
 */
export async function readOrMakePrivateFile(file: string, make: () => Promise<string>): Promise<string> {
  const content = readPrivateFile(file);
  if (content !== undefined) return content;
  makePrivateFile(file, await make());
  return readOrMakePrivateFile(file, make);
}

/**
 * What stands in the file; `undefined` when there is none.
 *
 * @throws PrivateFileRefused when others than its owner may use it
 */
export function readPrivateFile(file: string): string | undefined {
  const handle = unless('ENOENT', () => openSync(file, 'r'));
  if (handle === undefined) return undefined;
  try {
    if ((fstatSync(handle).mode & 0o077) !== 0)
      throw new PrivateFileRefused(`Others than its owner may use ${file}. Run: chmod 600 ${file}`);
    return readFileSync(handle, 'utf8');
  } finally {
    closeSync(handle);
  }
}

/**
 * Makes the file, durably, with its folder; leaves one that is there as it is. Under another name first: nobody ever
 * sees half a file, not even after a crash. A link never overwrites.
 */
export function makePrivateFile(file: string, content: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  try {
    writeDurably(draft, content);
    unless('EEXIST', () => linkSync(draft, file));
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(folder);
}

function writeDurably(file: string, content: string): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** A new name is durable only when its folder is. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** `undefined` when it failed with this code of the operating system's. */
function unless<T>(code: string, act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return undefined;
    throw error;
  }
}
