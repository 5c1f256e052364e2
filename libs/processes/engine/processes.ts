import { type Position } from '#libs/event-store/port';
import { type Journal } from '#libs/journal/journal';
import { type ProcessCheckpoints } from './process-checkpoints.js';
import { type Process } from './process.js';

export interface ProcessStatus {
  readonly name: string;
  readonly state: 'running' | 'stopped';
  readonly position: Position;
  /** Why it stopped: kind of error and the event; never what is in it. */
  readonly reason?: string;
}

/** How often the checkpoint is written while nothing is handled: after so many events passed by. */
const passedBy = 1_000;

/** Runs each process over history, in the store's order, from where it was. */
export class Processes {
  private readonly ending = new AbortController();
  private readonly statuses = new Map<string, ProcessStatus>();
  private readonly waiters = new Set<() => void>();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly journal: Journal,
    private readonly checkpoints: ProcessCheckpoints,
    private readonly processes: readonly Process[],
    private readonly onStop: (status: ProcessStatus) => void,
  ) {}

  start(): void {
    this.running = Promise.all(this.processes.map((process) => this.run(process)));
  }

  status = (): readonly ProcessStatus[] => [...this.statuses.values()];

  /** When every process has handled what is at or before the position, or has stopped. */
  async handled(position: Position): Promise<void> {
    while (this.status().some((one) => one.state === 'running' && one.position < position))
      await new Promise<void>((resolve) => this.waiters.add(resolve));
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.running;
    this.checkpoints.close();
  }

  private async run(process: Process): Promise<void> {
    const { name, takes } = process;
    let position = this.checkpoints.read(name);
    let passed = 0;
    this.report({ name, state: 'running', position });
    try {
      for await (const message of this.journal.subscribe({ after: position, signal: this.ending.signal })) {
        if (message.kind === 'caught-up') {
          this.checkpoints.write(name, position);
          continue;
        }
        const { recorded } = message;
        const handles = takes.has(recorded.event.type);
        if (handles) await process.handle(recorded);
        position = recorded.position;
        passed += 1;
        if (handles || passed % passedBy === 0) this.checkpoints.write(name, position);
        this.report({ name, state: 'running', position });
      }
    } catch (error) {
      if (this.ending.signal.aborted) return;
      const reason = `${error instanceof Error ? error.name : 'unknown error'} after position ${position}`;
      this.report({ name, state: 'stopped', position, reason });
    }
  }

  private report(status: ProcessStatus): void {
    this.statuses.set(status.name, status);
    if (status.state === 'stopped') this.onStop(status);
    for (const waiter of this.waiters) waiter();
    this.waiters.clear();
  }
}
