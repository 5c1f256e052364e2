import { randomUUID } from 'node:crypto';
import { link, mkdir, open, unlink } from 'node:fs/promises';
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
  const content = await read(file);
  if (content !== undefined) return content;
  await makeOnce(file, await make());
  return readOrMakePrivateFile(file, make);
}

/** `undefined` when there is no such file. */
async function read(file: string): Promise<string | undefined> {
  const handle = await open(file, 'r').catch(unless('ENOENT'));
  if (handle === undefined) return undefined;
  try {
    if (((await handle.stat()).mode & 0o077) !== 0)
      throw new PrivateFileRefused(`Others than its owner may use ${file}. Run: chmod 600 ${file}`);
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

/** Under another name first: nobody ever sees half a file, not even after a crash. A link never overwrites. */
async function makeOnce(file: string, content: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeDurably(draft, content);
    await link(draft, file).catch(unless('EEXIST'));
  } finally {
    await unlink(draft).catch(unless('ENOENT'));
  }
  await syncFolder(dirname(file));
}

async function writeDurably(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A new name is durable only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const unless =
  (code: string) =>
  (error: unknown): undefined => {
    if ((error as NodeJS.ErrnoException).code !== code) throw error;
  };
