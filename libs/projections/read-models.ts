import { mkdirSync } from 'node:fs';
import { type Catalogue } from '#libs/domain/catalogue';
import { catalogue as everyEvent } from '#libs/domain/events';
import { type Position } from '#libs/event-store/port';
import { type Journal } from '#libs/journal/journal';
import { type Digest } from './engine/digest.js';
import { type ReadModelLog } from './engine/log.js';
import { type Projection, type Rows } from './engine/projection.js';
import { type OnRebuildProgress, ReadModel, type ReadModelState, type Stop } from './engine/read-model.js';
import { realTimer, type Timer } from './engine/timer.js';
import { type Waited } from './engine/wait-for-position.js';

export interface ReadModelsSetUp {
  /** Where the files are, one per read model; made where it isn't there. Nothing else is kept in it. */
  readonly directory: string;
  readonly journal: Journal;
  readonly projections: readonly Projection[];
  readonly log?: ReadModelLog;
  readonly timer?: Timer;
  /** Every event that the program knows; by default those of the domain. */
  readonly catalogue?: Catalogue;
}

export interface ReadModelStatus {
  readonly name: string;
  readonly version: number;
  readonly state: ReadModelState;
  /** Position of the last event that is in it. */
  readonly checkpoint: Position;
  /** Position of the store's last event. */
  readonly head: Position;
  /** Events after the checkpoint, counted up to `mostCounted`. */
  readonly behind: number;
  /** Where it is stopped. */
  readonly stop?: Stop;
}

/** Counting goes no further: a status must be quick however far a read model is behind. */
export const mostCounted = 1_000;

/** There is no read model of that name. */
export class UnknownReadModel extends Error {
  constructor(name: string, known: readonly string[]) {
    super(`There is no read model ${name}. There are: ${known.join(', ')}.`);
    this.name = 'UnknownReadModel';
  }
}

/** All read models of an installation: opened, followed, watched and closed together; each stops by itself. */
export class ReadModels {
  readonly #models: ReadonlyMap<string, ReadModel>;

  private constructor(
    private readonly projections: readonly Projection[],
    private readonly journal: Journal,
    private readonly model: (projection: Projection) => ReadModel,
  ) {
    this.#models = new Map(projections.map((projection) => [projection.name, this.model(projection)]));
  }

  /** Opens the files, or makes them; a file that can't be used is replaced by an empty one, and the log says so. */
  static open({ directory, journal, projections, ...given }: ReadModelsSetUp): ReadModels {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const { log = () => undefined, timer = realTimer, catalogue = everyEvent } = given;
    return new ReadModels(
      projections,
      journal,
      (projection) => new ReadModel({ directory, journal, projection, log, timer, catalogue }),
    );
  }

  /** Follows the events from where each file is. */
  start(): void {
    for (const model of this.#models.values()) model.start();
  }

  /** @throws StoreUnavailable */
  async status(): Promise<readonly ReadModelStatus[]> {
    const head = await this.journal.store.head();
    return Promise.all(this.projections.map((projection) => this.#statusOf(projection, head)));
  }

  /**
   * For reading what one wrote oneself (architecture 8).
   *
   * @param within milliseconds
   * @throws UnknownReadModel
   */
  async waitFor(name: string, position: Position, within: number): Promise<Waited> {
    return this.#model(name).waitFor(position, within);
  }

  /**
   * For queries, read only. The handle stays good when the read model is rebuilt.
   *
   * @throws UnknownReadModel
   */
  db(name: string): Rows {
    return this.#model(name).rows;
  }

  /**
   * Builds the read model from zero beside the live one, then puts it in its place.
   *
   * @throws UnknownReadModel, StoppedAt, RebuildIsRunning, RebuildWasEnded, ReadFileInUse
   */
  async rebuild(name: string, onProgress: OnRebuildProgress = () => undefined): Promise<void> {
    return this.#model(name).rebuild(onProgress);
  }

  /** @throws UnknownReadModel */
  digest(name: string): Digest {
    return this.#model(name).digest();
  }

  /** Lets running transactions finish, ends rebuilds and waiting, closes the files. */
  async close(): Promise<void> {
    await Promise.all([...this.#models.values()].map((model) => model.close()));
  }

  async #statusOf({ name, version }: Projection, head: Position): Promise<ReadModelStatus> {
    const { state, checkpoint, stop } = this.#model(name);
    const behind = await this.#countAfter(checkpoint);
    return { name, version, state, checkpoint, head, behind, ...(stop === undefined ? {} : { stop }) };
  }

  async #countAfter(after: Position): Promise<number> {
    const events = this.journal.store.readAll({ after, limit: mostCounted })[Symbol.asyncIterator]();
    let count = 0;
    while ((await events.next()).done !== true) count += 1;
    return count;
  }

  #model(name: string): ReadModel {
    const model = this.#models.get(name);
    if (model === undefined) throw new UnknownReadModel(name, [...this.#models.keys()]);
    return model;
  }
}
