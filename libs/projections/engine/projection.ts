import { type Kysely } from 'kysely';
import { type RecordedEvent } from '#libs/journal/journal';

/** A read model's rows. Its own code says which tables: `rows.withTables<AccountSearchTables>()`. */
export type Rows = Kysely<object>;

/** A read model: tables, and how each event changes their rows. Pure in its events: no clock, no randomness. */
export interface Projection {
  /** As in `account-search`; part of the file's name. */
  readonly name: string;
  /** Raised with every change of tables or of what is put in them: then a new file is built from zero. */
  readonly version: number;
  /** Statements that make the tables. Every table has a primary key: the digest follows it. */
  readonly tables: readonly string[];
  /** Types of event, without version, that it takes. Others only move the checkpoint. */
  readonly takes: ReadonlySet<string> | 'every-type';
  /** Changes rows as the event asks. Throwing stops the projection at this event, nothing is skipped. */
  readonly apply: (rows: Rows, recorded: RecordedEvent) => Promise<void>;
}
