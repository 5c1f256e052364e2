/** Something that waits for time to pass. */
export interface Chore {
  readonly name: string;
  /** @param signal aborted when the installation closes: nothing more is begun */
  readonly run: (signal: AbortSignal) => Promise<unknown>;
}

/** How often each is begun, in milliseconds: architecture 17 counts by the minute. */
const minute = 60_000;

/** Does things each minute, each whatever the others do. One that takes longer is not begun a second time beside itself. */
export class EveryMinute {
  private readonly ending = new AbortController();
  private readonly running = new Map<Chore, Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly chores: readonly Chore[],
    private readonly onFailure: (chore: string, error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.once(), minute);
  }

  /** All of them now; when those that were begun, now or before, are done. Never fails. */
  async once(): Promise<void> {
    await Promise.all(this.chores.map((chore) => this.running.get(chore) ?? this.begin(chore)));
  }

  /** Begins nothing more and lets what runs come to an end. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    this.ending.abort();
    await Promise.all(this.running.values());
  }

  private begin(chore: Chore): Promise<void> {
    const run = async (): Promise<void> => {
      try {
        if (!this.ending.signal.aborted) await chore.run(this.ending.signal);
      } catch (error) {
        this.onFailure(chore.name, error);
      } finally {
        this.running.delete(chore);
      }
    };
    const running = Promise.resolve().then(run);
    this.running.set(chore, running);
    return running;
  }
}
