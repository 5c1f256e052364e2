import type Database from 'better-sqlite3';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { type Rows } from './projection.js';

/** Statements kept prepared; more than all our queries together, lists of different length included. */
const mostStatements = 500;

/**
 * A Kysely handle over a connection that can be exchanged for another one under it, so that who holds the handle
 * needn't know of a rebuild. Statements are prepared once.
 */
export class SqliteRows {
  readonly rows: Rows;

  /** @param connection the one to use now */
  constructor(connection: () => Database.Database) {
    this.rows = new Kysely<object>({
      dialect: new SqliteDialect({ database: new PreparedOnce(connection) }),
    });
  }

  /** Does something while no query and no transaction of the handle is running. */
  async alone(act: () => void): Promise<void> {
    await this.rows.connection().execute(async () => act());
  }
}

class PreparedOnce implements SqliteDatabase {
  readonly #statements = new Map<string, SqliteStatement>();
  #preparedOn: Database.Database | undefined;

  constructor(private readonly connection: () => Database.Database) {}

  prepare(sql: string): SqliteStatement {
    const database = this.connection();
    if (database !== this.#preparedOn || this.#statements.size >= mostStatements) this.#statements.clear();
    this.#preparedOn = database;
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql) as unknown as SqliteStatement;
    this.#statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.connection().close();
  }
}
