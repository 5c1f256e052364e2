import { keyBytes } from './aes-gcm.js';
import { makePrivateFile, readPrivateFile } from './private-file.js';

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
 * @throws PrivateFileRefused when others than its owner may use the file
 */
export function loadMasterKey(source: MasterKeySource): Uint8Array {
  if (source.value !== undefined) return decode(source.value, 'The master key that was given');
  if (source.file === undefined) throw new MasterKeyRefused('Give a master key, or a file to keep it in.');
  const text = readPrivateFile(source.file);
  if (text !== undefined) return decode(text.trimEnd(), `The master key in ${source.file}`);
  makeKey(source.file, source);
  // Read back: another process may have been first.
  return loadMasterKey(source);
}

function makeKey(file: string, { keyStoreExists, random }: MasterKeySource): void {
  if (keyStoreExists) {
    throw new MasterKeyRefused(
      `The master key file ${file} is missing, but there is a key store that needs it. Put the file back from its backup.`,
    );
  }
  makePrivateFile(file, `${Buffer.from(random(keyBytes)).toString('base64')}\n`);
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
