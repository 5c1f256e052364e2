import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** How the name of a file ends that isn't whole yet; it begins with a dot. */
export const unfinished = '.unfinished';

/**
 * Writes a file for its owner only, whole or not at all: what can be seen can be read to its end. Durable at the answer;
 * the same name again takes the place of the first.
 *
 * @param beforeItIsSeen is waited for when all but the name is durable; when it throws, there is nothing to be seen
 * @throws what the file system and `beforeItIsSeen` throw
 */
export async function writeWhole(
  folder: string,
  name: string,
  content: string | Uint8Array,
  beforeItIsSeen: () => Promise<void> = async () => undefined,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `.${name}.${randomUUID()}${unfinished}`);
  try {
    await writeNew(draft, content);
    await beforeItIsSeen();
    await rename(draft, join(folder, name));
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(folder);
}

async function writeNew(file: string, content: string | Uint8Array): Promise<void> {
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
