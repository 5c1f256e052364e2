import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOnce } from '../build-once.js';

export const projectFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Milliseconds that a start or an end may take on a busy machine. */
const patience = 30_000;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The compiled program as its user starts it, on a folder of its own and any free port. */
export class RunningProgram {
  /** All that it wrote, over all its starts. */
  output = '';
  url = '';
  private process: ChildProcess | undefined;

  private constructor(
    readonly dataDirectory: string,
    private readonly settings: Readonly<Record<string, string>>,
  ) {}

  static async start(settings: Readonly<Record<string, string>> = {}): Promise<RunningProgram> {
    await buildOnce();
    const program = new RunningProgram(await mkdtemp(join(tmpdir(), 'e2e-')), settings);
    await program.up();
    return program;
  }

  async restart(): Promise<void> {
    await this.end();
    await this.up();
  }

  /** As a power cut would: it gets no time for anything. */
  async kill9AndStartAgain(): Promise<void> {
    await this.signal('SIGKILL');
    await this.up();
  }

  /** Ends it as an operator does. */
  async end(signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM'): Promise<number | null> {
    const { code } = await this.signal(signal);
    return code;
  }

  private async up(): Promise<void> {
    const child = spawnProgram({ ...this.settings, DATA_DIR: this.dataDirectory });
    this.process = child;
    this.url = await new Promise<string>((resolve, reject) => {
      let first = '';
      const take = (text: string): void => {
        this.output += text;
        first += text;
        const url = /is up at (http:\/\/[^\s]+):/.exec(first)?.[1];
        if (url !== undefined) resolve(url);
      };
      child.stdout?.setEncoding('utf8').on('data', take);
      child.stderr?.setEncoding('utf8').on('data', take);
      child.once('exit', (code) => reject(new Error(`The program ended with ${code}:\n${first}`)));
    });
  }

  private async signal(signal: NodeJS.Signals): Promise<{ code: number | null }> {
    const child = this.process;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null)
      return { code: child?.exitCode ?? null };
    const ended = once(child, 'close', { signal: AbortSignal.timeout(patience) });
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    return { code };
  }
}

/** Runs the program until it ends by itself, as with settings that it refuses. */
export async function runToItsEnd(settings: Readonly<Record<string, string>>): Promise<Ended> {
  await buildOnce();
  const child = spawnProgram(settings);
  const written = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (written.stdout += text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (written.stderr += text));
  const [code, signal] = (await once(child, 'close', { signal: AbortSignal.timeout(patience) })) as [
    number | null,
    NodeJS.Signals | null,
  ];
  return { code, signal, ...written };
}

/** Nothing of the tester's own environment or `.env` file comes in. */
const spawnProgram = (settings: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, [join(projectFolder, 'dist/apps/api/main.js')], {
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'], PORT: '0', LOG_LEVEL: 'info', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
