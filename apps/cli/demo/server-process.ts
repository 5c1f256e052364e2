import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Failure } from '../failure.js';

/** The server as its own process, as `npm start` runs it. */
export interface ServerProcess {
  readonly url: string;
  /** Ends it cleanly; the exit code. */
  readonly end: () => Promise<number | null>;
}

const program = fileURLToPath(new URL('../../api/main.js', import.meta.url));

/**
 * @param settings all that configures it: nothing of our own environment, and no `.env`, since a fresh folder has none
 * @throws Failure when it doesn't come up
 */
export async function startServerProcess(
  settings: Readonly<Record<'DATA_DIR' | 'PORT' | 'LOG_LEVEL', string>>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [program], {
    cwd: settings.DATA_DIR,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C reaches the demo alone, which then ends its server.
    detached: true,
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await Promise.race([urlFrom(child), ended.then(() => undefined)]);
  if (url === undefined) throw new Failure('The server did not start.');
  return {
    url,
    end: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

async function urlFrom({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) return undefined;
  for await (const line of createInterface({ input: stdout })) {
    const url = /is up at (\S+):/.exec(line)?.[1];
    if (url !== undefined) {
      stdout.pipe(process.stderr);
      return url;
    }
  }
  return undefined;
}
