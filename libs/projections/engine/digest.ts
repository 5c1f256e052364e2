import { createHash, type Hash } from 'node:crypto';
import type Database from 'better-sqlite3';
import { canonicalBytes } from '#libs/event-store/canonical';
import { type Position } from '#libs/event-store/port';
import { checkpointTable } from './read-file.js';

export interface Digest {
  /** SHA-256, hexadecimal, over the rows of all tables in the order of their primary keys. */
  readonly sha256: string;
  readonly rows: number;
  /** How far the read model was; not part of the digest. */
  readonly position: Position;
}

/** Digest of a read model's rows. Reads the whole file in one go: for tools, not for a server at work. */
export function digestOf(database: Database.Database): Digest {
  return database.transaction(() => {
    const hash = createHash('sha256');
    const rows = tablesOf(database).reduce((sum, table) => sum + hashTable(hash, database, table), 0);
    const position = database.prepare<[], string>(`SELECT position FROM ${checkpointTable}`).pluck().get();
    return { sha256: hash.digest('hex'), rows, position: BigInt(position ?? 0) };
  })();
}

/** Every table that is not the engine's own: none can be forgotten. */
const tablesOf = (database: Database.Database): string[] =>
  database
    .prepare<[string], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> ? AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all(checkpointTable);

function hashTable(hash: Hash, database: Database.Database, table: string): number {
  hashLine(hash, [table]);
  const statement = database
    .prepare<[], unknown[]>(`SELECT * FROM "${table}" ORDER BY ${primaryKeyOf(database, table)}`)
    .raw()
    .safeIntegers();
  let rows = 0;
  for (const row of statement.iterate()) {
    hashLine(hash, row.map(canonicalValue));
    rows += 1;
  }
  return rows;
}

function primaryKeyOf(database: Database.Database, table: string): string {
  const columns = database
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table);
  if (columns.length === 0) throw new Error(`Table ${table} has no primary key to put its rows in order.`);
  return columns.map((column) => `"${column}"`).join(', ');
}

/** Whole numbers are beyond JSON's; a tag keeps 1 and '1' apart. */
const canonicalValue = (value: unknown): unknown =>
  typeof value === 'bigint' ? { integer: String(value) } : value;

const hashLine = (hash: Hash, values: readonly unknown[]): void => {
  hash.update(canonicalBytes(values)).update('\n');
};
