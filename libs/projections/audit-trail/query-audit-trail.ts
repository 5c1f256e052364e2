import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';
import { type AuditTrailTables } from './tables.js';

export interface AuditQuery {
  readonly account?: string;
  readonly organisation?: string;
  /** Pseudonym of who acted. */
  readonly actor?: string;
  /** Rule that the event follows from, or that refused. */
  readonly rule?: string;
  /** RFC 3339, UTC, milliseconds; the writer's clock. Inclusive. */
  readonly from?: string;
  /** RFC 3339, UTC, milliseconds; the writer's clock. Exclusive. */
  readonly until?: string;
  readonly refused?: boolean;
  /** 1 to 100, by default 25. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

/** One event, without what is personal in it; the sentence about it is made from the event itself (AVG-01). */
export interface AuditEntry {
  /** The event's id. */
  readonly id: string;
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly time: string;
  readonly type: string;
  readonly account: string | null;
  readonly organisation: string | null;
  readonly actor: { readonly kind: string; readonly id: string; readonly via: string | null };
  /** Why the actor might. */
  readonly basis: string;
  readonly command: { readonly id: string; readonly name: string };
  readonly correlation: string;
  readonly causation: string;
  readonly channel: string;
  /** Policy version that it was judged by. */
  readonly policy: string | null;
  readonly rules: readonly string[];
  readonly refused: boolean;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Absent on the last page. */
  readonly next?: string;
}

/**
 * AVG-01: entries, newest first in the store's order.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function queryAuditTrail(rows: Rows, query: AuditQuery): Promise<AuditPage> {
  const limit = pageLength(query.limit);
  const db = rows.withTables<AuditTrailTables>();
  const inTime = await fewInTime(db, query);
  const found = await narrowed(db, query, inTime)
    .selectAll('audit_entry')
    .select(sql<string>`cast(audit_entry.position as text)`.as('position'))
    .orderBy('audit_entry.position', 'desc')
    .limit(limit + 1)
    .execute();
  const entries = found.slice(0, limit).map(shown);
  const last = entries.at(-1);
  return found.length > limit && last !== undefined
    ? { entries, next: encodeCursor(last.position) }
    : { entries };
}

type Entries = SelectQueryBuilder<AuditTrailTables, 'audit_entry', object>;

/** Up to so many entries are sorted; more are walked from the newest back until the page is full. */
const mostSorted = 2_000;

/** Positions of the entries between `from` and `until`, where those are few. */
async function fewInTime(
  db: Kysely<AuditTrailTables>,
  { from, until }: AuditQuery,
): Promise<readonly string[] | undefined> {
  if (from === undefined && until === undefined) return undefined;
  let entries = db.selectFrom('audit_entry').select(sql<string>`cast(position as text)`.as('position'));
  if (from !== undefined) entries = entries.where('time', '>=', from);
  if (until !== undefined) entries = entries.where('time', '<', until);
  const found = await entries.limit(mostSorted + 1).execute();
  return found.length > mostSorted ? undefined : found.map(({ position }) => position);
}

function narrowed(
  db: Kysely<AuditTrailTables>,
  query: AuditQuery,
  inTime: readonly string[] | undefined,
): Entries {
  let entries: Entries = db.selectFrom('audit_entry');
  for (const column of ['account', 'organisation', 'actor'] as const) {
    const value = query[column];
    if (value !== undefined) entries = entries.where(column, '=', value);
  }
  // Written out, so that the index of refusals applies.
  if (query.refused !== undefined) entries = entries.where('refused', '=', sql.lit(query.refused ? 1 : 0));
  if (inTime !== undefined)
    entries = entries.where(
      sql<boolean>`audit_entry.position in (select cast(value as integer) from json_each(${JSON.stringify(inTime)}))`,
    );
  // As an expression it leaves the engine only the order to go by: it can't know that sorting is more work.
  const time = sql<string>`audit_entry.time || ''`;
  if (query.from !== undefined) entries = entries.where(time, '>=', query.from);
  if (query.until !== undefined) entries = entries.where(time, '<', query.until);
  if (query.rule !== undefined)
    entries = entries.where('audit_entry.position', 'in', (where) =>
      where
        .selectFrom('audit_rule')
        .select('audit_rule.position')
        .where('rule', '=', query.rule ?? ''),
    );
  if (query.cursor !== undefined) {
    const before = BigInt(decodeCursor(query.cursor, /^(?:0|[1-9]\d{0,17})$/));
    entries = entries.where(sql<boolean>`audit_entry.position < ${before}`);
  }
  return entries;
}

type Columns = Omit<AuditTrailTables['audit_entry'], 'position'> & { position: string };

const shown = ({
  actor_kind,
  actor,
  via,
  command,
  command_name,
  rules_json,
  refused,
  ...same
}: Columns): AuditEntry => ({
  ...same,
  actor: { kind: actor_kind, id: actor, via },
  command: { id: command, name: command_name },
  rules: JSON.parse(rules_json) as string[],
  refused: refused === 1,
});
