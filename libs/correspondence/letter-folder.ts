import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from './write-whole.js';

/** The folder can't be read or written now, as on a full disk. Trying again later is right. */
export class LettersUnavailable extends Error {
  constructor(code: string, cause: unknown) {
    super(`The folder of letters is unavailable: ${code}.`, { cause });
    this.name = 'LettersUnavailable';
  }
}

/**
 * Where letters wait until the service desk takes them, sealed.
 *
 * @throws LettersUnavailable
 */
export abstract class LetterStore {
  /** Durable before the answer; the same letter again takes the place of the first. */
  abstract put(id: string, sealed: string): Promise<void>;

  /** `undefined` where there is none. */
  abstract find(id: string): Promise<string | undefined>;

  /** Once more is harmless. */
  abstract remove(id: string): Promise<void>;
}

/** Embedded default: a file each, for its owner only. */
export class LetterFolder extends LetterStore {
  constructor(private readonly folder: string) {
    super();
  }

  override put = (id: string, sealed: string): Promise<void> =>
    passing(writeWhole(this.folder, nameOf(id), sealed));

  override find = (id: string): Promise<string | undefined> => passing(this.read(id));

  override remove = (id: string): Promise<void> => passing(rm(this.path(id), { force: true }));

  private async read(id: string): Promise<string | undefined> {
    try {
      return await readFile(this.path(id), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  private path = (id: string): string => join(this.folder, nameOf(id));
}

const nameOf = (id: string): string => `${id}.letter`;

async function passing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new LettersUnavailable(code, error);
  }
}
