import { sql } from 'kysely';
import { type CustodyPlace, type CustodyState } from '#libs/domain/generator/custody';
import { decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';
import { type CustodyTables, type DifferenceKind } from './tables.js';

/** A count of the stock. Moments RFC 3339, UTC. */
export interface StockCount {
  readonly number: number;
  readonly countedAt: string;
  readonly recordedAt: string;
  readonly report: string;
  /** How many lay there. */
  readonly counted: number;
  readonly missing: number;
  readonly unexpected: number;
  /** Differences that nothing has settled yet. */
  readonly open: number;
}

export interface StockCounts {
  readonly counts: readonly StockCount[];
  /** Absent on the last page. */
  readonly next?: string;
}

interface Page {
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * Newest first.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function listStockCounts(rows: Rows, { limit, cursor }: Page): Promise<StockCounts> {
  const most = pageLength(limit);
  let asked = rows
    .withTables<CustodyTables>()
    .selectFrom('count')
    .leftJoin('difference', 'difference.count', 'count.number')
    .groupBy('count.number')
    .select(['number', 'counted_at', 'recorded_at', 'report', 'counted'])
    .select([
      sql<number>`count(*) FILTER (WHERE kind = 'missing')`.as('missing'),
      sql<number>`count(*) FILTER (WHERE kind = 'unexpected')`.as('unexpected'),
      sql<number>`count(*) FILTER (WHERE kind IS NOT NULL AND settled_by IS NULL)`.as('open'),
    ]);
  if (cursor !== undefined) asked = asked.where('number', '<', Number(decodeCursor(cursor, /^\d{1,9}$/)));
  const found = await asked
    .orderBy('number', 'desc')
    .limit(most + 1)
    .execute();
  const page = found.slice(0, most);
  const last = page.at(-1);
  return {
    counts: page.map(({ counted_at, recorded_at, ...row }) => ({
      ...row,
      countedAt: counted_at,
      recordedAt: recorded_at,
    })),
    ...(found.length > most && last !== undefined ? { next: encodeCursor(String(last.number)) } : {}),
  };
}

/** Where a count and the ledger of its moment differ. Moments RFC 3339, UTC. */
export interface StockDifference {
  readonly count: number;
  readonly serialNumber: string;
  readonly difference: DifferenceKind;
  /** What the ledger said; `null` where it knew no such generator. */
  readonly state: CustodyState | null;
  readonly place: CustodyPlace | null;
  readonly holder: string | null;
  /** Id, type and time of the event that settled it; `null` while it is open. */
  readonly settledBy: string | null;
  readonly settledType: string | null;
  readonly settledAt: string | null;
}

export interface StockDifferences {
  readonly differences: readonly StockDifference[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface DifferencesAsked extends Page {
  /** Only of this count. */
  readonly count?: number;
  /** Also those that are settled. */
  readonly settled: boolean;
}

/**
 * TOK-10: by count and serial number.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function listStockDifferences(
  rows: Rows,
  { count, settled, limit, cursor }: DifferencesAsked,
): Promise<StockDifferences> {
  const most = pageLength(limit);
  let asked = rows.withTables<CustodyTables>().selectFrom('difference').selectAll();
  if (count !== undefined) asked = asked.where('count', '=', count);
  if (!settled) asked = asked.where('settled_by', 'is', null);
  if (cursor !== undefined) {
    const [number, serialNumber] = decodeCursor(cursor, /^\d{1,9} \S{1,100}$/).split(' ');
    asked = asked.where(sql<boolean>`(count, serial_number) > (${Number(number)}, ${serialNumber})`);
  }
  const found = await asked
    .orderBy('count')
    .orderBy('serial_number')
    .limit(most + 1)
    .execute();
  const page = found.slice(0, most);
  const last = page.at(-1);
  return {
    differences: page.map((row) => ({
      count: row.count,
      serialNumber: row.serial_number,
      difference: row.kind,
      state: row.state,
      place: row.place,
      holder: row.holder,
      settledBy: row.settled_by,
      settledType: row.settled_type,
      settledAt: row.settled_at,
    })),
    ...(found.length > most && last !== undefined
      ? { next: encodeCursor(`${last.count} ${last.serial_number}`) }
      : {}),
  };
}
