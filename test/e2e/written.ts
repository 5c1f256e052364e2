import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Which files below the folder hold the text, in UTF-8 or UTF-16, anywhere in their bytes. */
export async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = await readFile(file).catch(nothingThere);
    if (bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))
      found.push(file.slice(folder.length + 1));
  }
  return found.sort();
}

/** A letter may be taken, or get its name, while the folder is gone through. */
function nothingThere(error: NodeJS.ErrnoException): Buffer {
  if (error.code === 'ENOENT') return Buffer.of();
  throw error;
}

/** Which of the texts stand in what was written to the log. */
export const logged = (output: string, texts: readonly string[]): readonly string[] =>
  texts.filter((text) => output.toLowerCase().includes(text.toLowerCase()));
