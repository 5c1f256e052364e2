import { sql } from 'kysely';
import { type Account } from '#libs/domain/account/state';
import { among } from '../engine/among.js';
import { decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';
import { type NotSignedInTables } from './tables.js';

/** A living account that nobody signed in to for long. Moments: RFC 3339, UTC. */
export interface SilentAccount {
  readonly id: string;
  readonly organisation: string;
  readonly kind: Account['kind'];
  readonly createdAt: string;
  /** `null`: never. */
  readonly lastSignedInAt: string | null;
}

export interface SilentAccountsAsked {
  /** Reach of who asks (ADM-02): ids of organisations. */
  readonly organisations: ReadonlySet<string> | 'all';
  /** Silent since before this moment: RFC 3339, UTC. */
  readonly before: string;
  /** 1 to 100, by default 25. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

export interface SilentAccountPage {
  readonly accounts: readonly SilentAccount[];
  /** Absent on the last page. */
  readonly next?: string;
}

/**
 * PWD-12: the longest silent first.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function listNotSignedIn(rows: Rows, asked: SilentAccountsAsked): Promise<SilentAccountPage> {
  const limit = pageLength(asked.limit);
  let accounts = rows
    .withTables<NotSignedInTables>()
    .selectFrom('account')
    .selectAll()
    .where('silent_since', '<', asked.before);
  if (asked.organisations !== 'all')
    accounts = accounts.where('organisation', 'in', among([...asked.organisations]));
  if (asked.cursor !== undefined) {
    const [since, id] = decodeCursor(asked.cursor, /^\d{4}-[\dT:.-]{18}Z [\da-z-]{1,40}$/).split(' ');
    accounts = accounts.where(sql<boolean>`(silent_since, id) > (${since}, ${id})`);
  }
  const found = await accounts
    .orderBy('silent_since')
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    accounts: page.map(({ id, organisation, kind, created_at, last_signed_in_at }) => ({
      id,
      organisation,
      kind,
      createdAt: created_at,
      lastSignedInAt: last_signed_in_at,
    })),
    ...(found.length > limit && last !== undefined
      ? { next: encodeCursor(`${last.silent_since} ${last.id}`) }
      : {}),
  };
}
