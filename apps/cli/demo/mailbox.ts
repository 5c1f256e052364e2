import { watch } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../failure.js';

/** How long a mail may take, in milliseconds. */
const patience = 20_000;

/**
 * The code in the person's mail with a code number `place` (the first is 0), as they would read it there; waits until it has come.
 *
 * @throws Failure when none comes
 */
export async function readActivationCode(folder: string, to: string, place: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  const changes = new AbortController();
  const timer = setTimeout(() => changes.abort(), patience);
  try {
    for (;;) {
      const changed = nextChange(folder, changes.signal);
      const code = await codeIn(folder, to, place);
      if (code !== undefined) return code;
      await changed;
      if (changes.signal.aborted) throw new Failure('The mail with the activation code did not come.');
    }
  } finally {
    clearTimeout(timer);
    changes.abort();
  }
}

async function codeIn(folder: string, to: string, place: number): Promise<string | undefined> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
  const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const codes = mails
    .filter((mail) => mail.includes(`To: ${to}`))
    .flatMap((mail) => /^ {4}([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})\r?$/m.exec(mail)?.[1] ?? []);
  return codes[place];
}

/** Resolves when something in the folder changes, or the signal is given. */
const nextChange = (folder: string, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const watcher = watch(folder, { signal });
    const end = (): void => {
      watcher.close();
      resolve();
    };
    watcher.once('change', end);
    watcher.once('error', end);
    signal.addEventListener('abort', end, { once: true });
  });
