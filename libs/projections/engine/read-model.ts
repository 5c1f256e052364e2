import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue } from '#libs/domain/catalogue';
import { type Position, START } from '#libs/event-store/port';
import { type Journal } from '#libs/journal/journal';
import { type Digest, digestOf } from './digest.js';
import { followEvents, reasonOf, StoppedAt } from './follow-events.js';
import { type ReadModelLog } from './log.js';
import { type Projection, type Rows } from './projection.js';
import { openForReading, ReadFile, removeReadFile, UnusableReadFile } from './read-file.js';
import { SqliteRows } from './sqlite-rows.js';
import { type Timer } from './timer.js';
import { type Waited, WaitForPosition } from './wait-for-position.js';

/** `catching-up`: it has not yet been at the end since it was started, or is not started. `stopped`: it needs a person. */
export type ReadModelState = 'catching-up' | 'running' | 'stopped';

/** Why a read model stopped, and before which event where one is at fault. */
export interface Stop {
  readonly reason: string;
  readonly eventId?: string;
  readonly position?: Position;
}

/** Told after every batch of a rebuild. */
export type OnRebuildProgress = (position: Position, head: Position) => void;

export interface ReadModelParts {
  readonly directory: string;
  readonly projection: Projection;
  readonly journal: Journal;
  readonly catalogue: Catalogue;
  readonly log: ReadModelLog;
  readonly timer: Timer;
}

/** The read model is being rebuilt already. */
export class RebuildIsRunning extends Error {
  constructor(name: string) {
    super(`Read model ${name} is being rebuilt already.`);
    this.name = 'RebuildIsRunning';
  }
}

/** The program is closing; the live file is as it was. */
export class RebuildWasEnded extends Error {
  constructor(name: string) {
    super(`The rebuild of read model ${name} was ended because the read models are being closed.`);
    this.name = 'RebuildWasEnded';
  }
}

/** Something that runs until it is told to end. */
interface Run {
  readonly end: AbortController;
  readonly done: Promise<void>;
}

/** One read model: its file, what follows the events into it, and who waits for it. */
export class ReadModel {
  readonly rows: Rows;
  readonly #path: string;
  readonly #reading: SqliteRows;
  readonly #waiting: WaitForPosition;
  #file: ReadFile;
  #reader: ReturnType<ReadFile['openForReading']>;
  #state: ReadModelState = 'catching-up';
  #stop: Stop | undefined;
  #following: Run | undefined;
  #rebuilding: Run | undefined;
  #closed = false;

  constructor(private readonly parts: ReadModelParts) {
    const { directory, projection, timer } = parts;
    this.#path = join(directory, fileName(projection, ''));
    removeReadFile(this.#rebuildPath);
    this.#file = this.#openOrReplace();
    this.#reader = this.#file.openForReading();
    this.#reading = new SqliteRows(() => this.#reader);
    this.rows = this.#reading.rows;
    this.#waiting = new WaitForPosition(timer);
  }

  get state(): ReadModelState {
    return this.#state;
  }

  get stop(): Stop | undefined {
    return this.#stop;
  }

  get checkpoint(): Position {
    return this.#file.checkpoint;
  }

  start(): void {
    if (this.#closed || this.#following !== undefined) return;
    this.#state = 'catching-up';
    this.#stop = undefined;
    const end = new AbortController();
    this.#following = { end, done: this.#follow(end.signal) };
  }

  /** @param within milliseconds */
  async waitFor(position: Position, within: number): Promise<Waited> {
    if (position <= this.checkpoint) return 'reached';
    if (this.#state === 'stopped') return 'stopped';
    return this.#closed ? 'not-reached' : this.#waiting.wait(position, within);
  }

  /** Of the live file, on a connection of its own. */
  digest(): Digest {
    const database = openForReading(this.#path);
    try {
      return digestOf(database);
    } finally {
      database.close();
    }
  }

  /**
   * Builds a new file from zero beside the live one, which goes on meanwhile, then puts it in its place.
   *
   * @throws StoppedAt when the new one meets an event that it can't take; the live one is as it was
   * @throws RebuildIsRunning
   * @throws RebuildWasEnded when the read models are closed before it is done
   * @throws ReadFileInUse
   */
  async rebuild(onProgress: OnRebuildProgress): Promise<void> {
    if (this.#closed) throw new RebuildWasEnded(this.parts.projection.name);
    if (this.#rebuilding !== undefined) throw new RebuildIsRunning(this.parts.projection.name);
    const end = new AbortController();
    const done = this.#rebuildBeside(end.signal, onProgress);
    this.#rebuilding = { end, done: done.catch(() => undefined) };
    try {
      await done;
    } finally {
      this.#rebuilding = undefined;
    }
  }

  /** Ends what runs, after its transaction, and closes the file. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#rebuilding?.end.abort();
    await this.#rebuilding?.done;
    await this.#halt();
    this.#waiting.endAll('not-reached');
    await this.#reading.alone(() => this.#reader.close());
    this.#file.close();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const { projection, journal, catalogue, log } = this.parts;
    try {
      await followEvents({
        file: this.#file,
        projection,
        journal,
        catalogue,
        signal,
        onProgress: (progress) => {
          this.#waiting.reached(this.checkpoint);
          if (progress === 'took' || this.#state === 'running') return;
          this.#state = 'running';
          log({ event: 'read-model.caught-up', model: projection.name, position: String(this.checkpoint) });
          this.#removeOtherVersions();
        },
      });
    } catch (error) {
      this.#stopped(error);
    }
  }

  #stopped(error: unknown): void {
    const { projection, log } = this.parts;
    this.#state = 'stopped';
    this.#stop =
      error instanceof StoppedAt
        ? { reason: error.message, eventId: error.eventId, position: error.position }
        : { reason: reasonOf(error) };
    const { reason, eventId, position } = this.#stop;
    log({
      event: 'read-model.stopped',
      model: projection.name,
      reason,
      ...(eventId === undefined ? {} : { eventId }),
      ...(position === undefined ? {} : { position: String(position) }),
    });
    this.#waiting.endAll('stopped');
  }

  async #halt(): Promise<void> {
    this.#following?.end.abort();
    await this.#following?.done;
    this.#following = undefined;
  }

  async #rebuildBeside(signal: AbortSignal, onProgress: OnRebuildProgress): Promise<void> {
    const { projection, log } = this.parts;
    const wasFollowing = this.#following !== undefined;
    const file = ReadFile.open(this.#rebuildPath, projection);
    try {
      await this.#build(file, START, signal, onProgress);
      await this.#halt();
      // Nobody who saw a position reached may see less after the switch.
      await this.#build(file, this.checkpoint, signal, onProgress);
      file.closeForReplacement();
      await this.#reading.alone(() => this.#replaceFile());
      log({ event: 'read-model.rebuilt', model: projection.name, position: String(this.checkpoint) });
    } finally {
      file.close();
      removeReadFile(this.#rebuildPath);
      if (wasFollowing) this.start();
    }
  }

  /** Follows the events into the file until their end, which is at this position or further. */
  async #build(
    file: ReadFile,
    atLeast: Position,
    signal: AbortSignal,
    onProgress: OnRebuildProgress,
  ): Promise<void> {
    const { projection, journal, catalogue } = this.parts;
    let head = await journal.store.head();
    const done = new AbortController();
    await followEvents({
      file,
      projection,
      journal,
      catalogue,
      signal: AbortSignal.any([signal, done.signal]),
      onProgress: (progress) => {
        if (file.checkpoint > head) head = file.checkpoint;
        onProgress(file.checkpoint, head);
        if (progress === 'caught-up' && file.checkpoint >= atLeast) done.abort();
      },
    });
    if (!done.signal.aborted) throw new RebuildWasEnded(projection.name);
  }

  /** One rename: whoever opens the name finds the old file or the new one, whole. */
  #replaceFile(): void {
    const { projection } = this.parts;
    this.#reader.close();
    try {
      this.#file.closeForReplacement();
      renameSync(this.#rebuildPath, this.#path);
    } finally {
      this.#file = ReadFile.open(this.#path, projection);
      this.#reader = this.#file.openForReading();
    }
  }

  /** Nothing is lost: the file follows from the events. A copy set aside would outlive an erasure (AVG-06). */
  #openOrReplace(): ReadFile {
    const { projection, log } = this.parts;
    try {
      return ReadFile.open(this.#path, projection);
    } catch (error) {
      if (!(error instanceof UnusableReadFile)) throw error;
      log({
        event: 'read-model.file-replaced',
        model: projection.name,
        file: this.#path,
        reason: error.message,
      });
      removeReadFile(this.#path);
      return ReadFile.open(this.#path, projection);
    }
  }

  get #rebuildPath(): string {
    return join(this.parts.directory, fileName(this.parts.projection, '.rebuild'));
  }

  #removeOtherVersions(): void {
    const { directory, projection, log } = this.parts;
    for (const file of readdirSync(directory)) {
      const [, name, version] = /^(.+)\.v(\d+)(?:\.rebuild)?\.sqlite(?:-wal|-shm)?$/.exec(file) ?? [];
      if (name !== projection.name || version === String(projection.version)) continue;
      rmSync(join(directory, file), { force: true });
      log({ event: 'read-model.old-version-removed', model: projection.name, file });
    }
  }
}

/** As in `account-search.v1.sqlite`. */
export const fileName = (
  { name, version }: Pick<Projection, 'name' | 'version'>,
  suffix: '' | '.rebuild',
): string => `${name}.v${version}${suffix}.sqlite`;
