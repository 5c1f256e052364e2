import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

/** A process that runs one of the scripts in this folder. */
export interface Child {
  /** What it prints, line by line, to its end. */
  readonly lines: AsyncIterator<string>;
  /** What it prints from now on until it ends. */
  rest(): Promise<string[]>;
  kill(signal: 'SIGKILL' | 'SIGTERM'): void;
  /** How it ended: its exit code or the signal. */
  ended(): Promise<number | string>;
}

/** @param command what goes before the script's name, as in `['strace', 'node']` */
export function start(script: string, args: readonly string[], command = [process.execPath]): Child {
  const [program = process.execPath, ...before] = command;
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child: ChildProcessByStdio<null, Readable, null> = spawn(program, [...before, file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    lines,
    async rest() {
      const printed: string[] = [];
      for (let line = await lines.next(); !line.done; line = await lines.next()) printed.push(line.value);
      return printed;
    },
    kill: (signal) => child.kill(signal),
    async ended() {
      const [code, signal] = await exit;
      return code ?? signal ?? 'unknown';
    },
  };
}

/** The script's last line, read as JSON; fails when it ended otherwise than well. */
export async function resultOf(child: Child): Promise<unknown> {
  const printed = await child.rest();
  const ended = await child.ended();
  if (ended !== 0) throw new Error(`The child ended with ${ended}: ${printed.join('\n')}`);
  return JSON.parse(printed.at(-1) ?? 'null');
}
