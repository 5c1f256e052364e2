import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type Position, START } from '#libs/event-store/port';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Projection, type Rows } from './projection.js';
import { SqliteRows } from './sqlite-rows.js';

/** 'abrm' in ASCII: says what the file is (https://sqlite.org/pragma.html#pragma_application_id). */
const applicationId = 0x6162726d;
const layoutVersion = 1;

/** The engine's own table; the rest is the projection's. */
export const checkpointTable = 'read_model';
type EngineTables = { [checkpointTable]: { name: string; version: number; position: string } };

/** An event in the order of the store; `recorded` is absent where the projection doesn't take its type. */
export interface Pending {
  readonly id: string;
  readonly position: Position;
  readonly recorded?: RecordedEvent;
}

/** The projection threw at this event; nothing of the batch was kept. */
export class CannotTake extends Error {
  constructor(
    readonly at: Pending,
    override readonly cause: unknown,
  ) {
    super(`Event ${at.id} can't be taken.`);
    this.name = 'CannotTake';
  }
}

/** The file is damaged, or is not this read model's. */
export class UnusableReadFile extends Error {
  constructor(file: string, reason: string) {
    super(`${file} can't be used as a read model: ${reason}.`);
    this.name = 'UnusableReadFile';
  }
}

/** Another process has moved the checkpoint: nothing of the batch was kept. */
export class TwoWriters extends Error {
  constructor(file: string) {
    super(
      `Another process writes to ${file} too. Give each process a directory of its own, and start again.`,
    );
    this.name = 'TwoWriters';
  }
}

/** Somebody else has the file open. */
export class ReadFileInUse extends Error {
  constructor(file: string) {
    super(`Another process has ${file} open. Stop it, then ask for the rebuild again.`);
    this.name = 'ReadFileInUse';
  }
}

/** The one writer of a read model's SQLite file: rows and checkpoint change together or not at all. */
export class ReadFile {
  readonly #rows: Rows;
  #checkpoint: Position;

  private constructor(
    readonly path: string,
    private readonly database: Database.Database,
    private readonly projection: Projection,
  ) {
    this.#rows = new SqliteRows(() => database).rows;
    const position = database.prepare<[], string>(`SELECT position FROM ${checkpointTable}`).pluck().get();
    this.#checkpoint = BigInt(position ?? START);
  }

  /**
   * Opens the file, or makes it, readable by its owner only.
   *
   * @throws UnusableReadFile
   */
  static open(path: string, projection: Projection): ReadFile {
    closeSync(openSync(path, 'a', 0o600));
    const database = new Database(path);
    try {
      prepare(database);
      database.transaction(() => makeTablesInEmptyFile(database, projection)).immediate();
      refuseForeign(path, database, projection);
      return new ReadFile(path, database, projection);
    } catch (error) {
      database.close();
      throw isDamage(error) ? new UnusableReadFile(path, 'it is damaged or no SQLite database') : error;
    }
  }

  /** Position of the last event whose rows are in the file. */
  get checkpoint(): Position {
    return this.#checkpoint;
  }

  /**
   * All of the batch, or nothing of it.
   *
   * @throws CannotTake when the projection can't take one of them
   * @throws TwoWriters
   */
  async take(batch: readonly Pending[]): Promise<void> {
    const last = batch.at(-1);
    if (last === undefined) return;
    let current: Pending | undefined;
    try {
      await this.#rows.transaction().execute(async (transaction) => {
        for (const pending of batch) {
          current = pending;
          if (pending.recorded !== undefined) await this.projection.apply(transaction, pending.recorded);
        }
        current = undefined;
        await this.#moveCheckpoint(transaction, last.position);
      });
    } catch (error) {
      throw current === undefined ? error : new CannotTake(current, error);
    }
    this.#checkpoint = last.position;
  }

  /** From where we know it to be: a second writer would take events twice, and stops here instead. */
  async #moveCheckpoint(transaction: Rows, to: Position): Promise<void> {
    const { numUpdatedRows } = await transaction
      .withTables<EngineTables>()
      .updateTable(checkpointTable)
      .set({ position: String(to) })
      .where('position', '=', String(this.#checkpoint))
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new TwoWriters(this.path);
  }

  /** A connection that can only read, beside the writer. */
  openForReading(): Database.Database {
    return openForReading(this.path);
  }

  close(): void {
    this.database.close();
  }

  /** @throws ReadFileInUse when what stands in its write-ahead log can't all go into the file */
  closeForReplacement(): void {
    this.close();
    // A log that stays behind would be replayed into the file that takes the name.
    if (existsSync(`${this.path}-wal`)) throw new ReadFileInUse(this.path);
  }
}

export const openForReading = (path: string): Database.Database =>
  new Database(path, { readonly: true, fileMustExist: true });

/** Removes the file with what SQLite keeps beside it. Harmless when there is none. */
export const removeReadFile = (path: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
};

function prepare(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  // A power cut may take back the last transactions, never half of one: rows and checkpoint go back together and
  // the events come again. The events themselves are synced fully by their store.
  database.pragma('synchronous = NORMAL');
  // What was erased or changed must not stay readable in free pages (AVG-06).
  database.pragma('secure_delete = ON');
  database.pragma('temp_store = MEMORY');
}

function makeTablesInEmptyFile(database: Database.Database, projection: Projection): void {
  if (database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() !== 0) return;
  database.exec(
    `CREATE TABLE ${checkpointTable} (name TEXT PRIMARY KEY, version INTEGER NOT NULL, position TEXT NOT NULL) STRICT`,
  );
  for (const table of projection.tables) database.exec(table);
  database
    .prepare(`INSERT INTO ${checkpointTable} VALUES (?, ?, ?)`)
    .run(projection.name, projection.version, String(START));
  database.pragma(`application_id = ${applicationId}`);
  database.pragma(`user_version = ${layoutVersion}`);
}

function refuseForeign(path: string, database: Database.Database, { name, version }: Projection): void {
  const isOurs =
    database.pragma('application_id', { simple: true }) === applicationId &&
    database.pragma('user_version', { simple: true }) === layoutVersion &&
    database
      .prepare(`SELECT count(*) FROM ${checkpointTable} WHERE name = ? AND version = ?`)
      .pluck()
      .get(name, version) === 1;
  if (!isOurs) throw new UnusableReadFile(path, `it is not version ${version} of ${name}`);
}

/** By its code: the class of the driver's errors is another one in each realm (Jest's test files are realms). */
const isDamage = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^SQLITE_(?:NOTADB|CORRUPT)/.test(error.code);
