import { setMaxListeners } from 'node:events';
import { StoreUnavailable } from '#libs/event-store/errors';
import { type Position } from '#libs/event-store/port';
import { type Journal } from '#libs/journal/journal';
import { backOff, type Delay } from '#libs/event-store/back-off';
import { isPassing } from './passing-fault.js';
import { type ProcessCheckpoints } from './process-checkpoints.js';
import { type Process } from './process.js';

export interface ProcessStatus {
  readonly name: string;
  /** `waiting` for a fault to pass, to go on by itself; `stopped`: it needs a person. */
  readonly state: 'running' | 'waiting' | 'stopped';
  readonly position: Position;
  /** Why it waits or stopped: kind of error and the event; never what is in it. */
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
    private readonly onTrouble: (status: ProcessStatus) => void,
    private readonly delay: Delay,
  ) {
    // Each process listens once for the end: as many as there are, and no more with time.
    setMaxListeners(0, this.ending.signal);
  }

  start(): void {
    this.running = Promise.all(this.processes.map((process) => this.run(process)));
  }

  status = (): readonly ProcessStatus[] => [...this.statuses.values()];

  /**
   * Waits until the process has handled what is at or before the position.
   *
   * @returns whether it has; not when it has stopped, all are closed, or the signal is aborted
   */
  async hasHandled(name: string, position: Position, signal: AbortSignal): Promise<boolean> {
    const wake = (): void => this.wakeWaiters();
    signal.addEventListener('abort', wake);
    try {
      while (!this.ending.signal.aborted && !signal.aborted) {
        const status = this.statuses.get(name);
        if (status === undefined || status.state === 'stopped') return false;
        if (status.position >= position) return true;
        await new Promise<void>((resolve) => this.waiters.add(resolve));
      }
      return false;
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  /** When every process has handled what is at or before the position, or has stopped, or all are closed. */
  async handled(position: Position): Promise<void> {
    while (
      !this.ending.signal.aborted &&
      this.status().some((one) => one.state !== 'stopped' && one.position < position)
    )
      await new Promise<void>((resolve) => this.waiters.add(resolve));
  }

  async close(): Promise<void> {
    this.ending.abort();
    await this.running;
    this.wakeWaiters();
    this.checkpoints.close();
  }

  /** A passing fault is waited for, at first shortly; whatever else goes wrong stops the process, and skips nothing. */
  private async run(process: Process): Promise<void> {
    const { name } = process;
    const { signal } = this.ending;
    let position = this.checkpoints.read(name);
    let failures = 0;
    const onProgress = (reached: Position): void => {
      position = reached;
      failures = 0;
      this.report({ name, state: 'running', position });
    };
    this.report({ name, state: 'running', position });
    while (!signal.aborted)
      try {
        await this.follow(process, position, onProgress);
      } catch (error) {
        if (signal.aborted) return;
        const reason = `${error instanceof Error ? error.name : 'unknown error'} after position ${position}`;
        if (!isPassing(error)) return this.report({ name, state: 'stopped', position, reason });
        failures += 1;
        this.report({ name, state: 'waiting', position, reason });
        await this.delay(backOff(failures), signal);
      }
  }

  private async follow(
    { name, takes, handle }: Process,
    after: Position,
    onProgress: (position: Position) => void,
  ): Promise<void> {
    const { signal } = this.ending;
    let position = after;
    let passed = 0;
    for await (const message of this.journal.subscribe({ after, signal }, takes)) {
      if (message.kind === 'caught-up') continue;
      if (message.kind === 'event') await handle(message.recorded);
      position = message.kind === 'event' ? message.recorded.position : message.position;
      passed += 1;
      if (message.kind === 'event' || passed % passedBy === 0) this.checkpoints.write(name, position);
      onProgress(position);
    }
    if (!signal.aborted) throw new StoreUnavailable('the subscription ended.');
  }

  private report(status: ProcessStatus): void {
    this.statuses.set(status.name, status);
    if (status.state !== 'running') this.onTrouble(status);
    this.wakeWaiters();
  }

  private wakeWaiters(): void {
    for (const waiter of this.waiters) waiter();
    this.waiters.clear();
  }
}
