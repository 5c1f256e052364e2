import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { keyBytes } from './aes-gcm.js';

export interface MasterKeySource {
  /** The key itself, base64 of exactly 32 bytes, as from the environment. Goes before `file`. */
  readonly value?: string;
  /** Where the key stands, one line of base64. Made on the first start. */
  readonly file?: string;
  /** Whether keys wrapped by the master key exist: then a missing file is a loss, not a first start. */
  readonly keyStoreExists: boolean;
  /** Random bytes fit for keys. */
  readonly random: (bytes: number) => Uint8Array;
}

/** The master key can't be had as configured. The message says what to do, and never holds the key. */
export class MasterKeyRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'MasterKeyRefused';
  }
}

/**
 * The master key, 256 bits, that wraps all keys in the key store.
 *
 * @throws MasterKeyRefused
 */
export function loadMasterKey(source: MasterKeySource): Uint8Array {
  if (source.value !== undefined) return decode(source.value, 'The master key that was given');
  if (source.file === undefined) throw new MasterKeyRefused('Give a master key, or a file to keep it in.');
  return readKey(source.file) ?? makeKey(source.file, source);
}

/** `undefined` when there is no file. */
function readKey(file: string): Uint8Array | undefined {
  const handle = openUnlessMissing(file);
  if (handle === undefined) return undefined;
  try {
    if ((fstatSync(handle).mode & 0o077) !== 0) {
      throw new MasterKeyRefused(
        `Others than its owner may use the master key file ${file}. Run: chmod 600 ${file}`,
      );
    }
    return decode(readFileSync(handle, 'utf8').trimEnd(), `The master key in ${file}`);
  } finally {
    closeSync(handle);
  }
}

function makeKey(file: string, { keyStoreExists, random }: MasterKeySource): Uint8Array {
  if (keyStoreExists) {
    throw new MasterKeyRefused(
      `The master key file ${file} is missing, but there is a key store that needs it. Put the file back from its backup.`,
    );
  }
  const key = random(keyBytes);
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(handle, `${Buffer.from(key).toString('base64')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncFolder(dirname(file));
  return key;
}

/** A new file is durable only when its folder is. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function openUnlessMissing(file: string): number | undefined {
  try {
    return openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function decode(text: string, what: string): Uint8Array {
  const key = Buffer.from(text, 'base64');
  // Buffer.from skips what isn't base64.
  if (key.length !== keyBytes || key.toString('base64') !== text) {
    throw new MasterKeyRefused(
      `${what} is not the base64 of exactly ${keyBytes} bytes. Make one with: openssl rand -base64 ${keyBytes}`,
    );
  }
  return key;
}
