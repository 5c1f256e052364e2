import type Database from 'better-sqlite3';
import { type Authority } from '#libs/event-store/envelope';
import { openProcessFile } from './open-process-file.js';

/** Where it stands that an organisation has left. */
export type Left = Authority['judged'][number];

/**
 * What would end with an organisation: its living accounts and proposed administrators, and the mandates that it gave or received. In the file of
 * the checkpoints: after a power failure neither is ahead of the other.
 */
export class OrganisationMembers {
  private readonly database: Database.Database;

  constructor(file: string) {
    this.database = openProcessFile(file);
    this.database.exec(`
      CREATE TABLE IF NOT EXISTS member_account (account TEXT PRIMARY KEY, organisation TEXT NOT NULL) STRICT;
      CREATE INDEX IF NOT EXISTS member_account_of ON member_account (organisation);
      CREATE TABLE IF NOT EXISTS member_mandate (
        mandate TEXT, organisation TEXT, PRIMARY KEY (mandate, organisation)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX IF NOT EXISTS member_mandate_of ON member_mandate (organisation);
      CREATE TABLE IF NOT EXISTS organisation_left (
        organisation TEXT PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL
      ) STRICT`);
  }

  addAccount(account: string, organisation: string): void {
    this.database.prepare('INSERT OR REPLACE INTO member_account VALUES (?, ?)').run(account, organisation);
  }

  removeAccount(account: string): void {
    this.database.prepare('DELETE FROM member_account WHERE account = ?').run(account);
  }

  addMandate(mandate: string, organisations: readonly string[]): void {
    const add = this.database.prepare('INSERT OR IGNORE INTO member_mandate VALUES (?, ?)');
    for (const organisation of organisations) add.run(mandate, organisation);
  }

  removeMandate(mandate: string): void {
    this.database.prepare('DELETE FROM member_mandate WHERE mandate = ?').run(mandate);
  }

  leave(organisation: string, { stream, revision }: Left): void {
    this.database
      .prepare('INSERT OR REPLACE INTO organisation_left VALUES (?, ?, ?)')
      .run(organisation, stream, revision);
  }

  /** Ids of its living accounts and proposed administrators, in one order. */
  accountsOf(organisation: string): readonly string[] {
    return this.database
      .prepare('SELECT account FROM member_account WHERE organisation = ? ORDER BY account')
      .pluck()
      .all(organisation) as string[];
  }

  /** Ids of the mandates in force that it gave or received, in one order. */
  mandatesOf(organisation: string): readonly string[] {
    return this.database
      .prepare('SELECT mandate FROM member_mandate WHERE organisation = ? ORDER BY mandate')
      .pluck()
      .all(organisation) as string[];
  }

  /** The first of these organisations that has left. */
  leftOf(organisations: readonly string[]): Left | undefined {
    const find = this.database.prepare(
      'SELECT stream, revision FROM organisation_left WHERE organisation = ?',
    );
    return organisations.map((one) => find.get(one) as Left | undefined).find((one) => one !== undefined);
  }

  close(): void {
    this.database.close();
  }
}
