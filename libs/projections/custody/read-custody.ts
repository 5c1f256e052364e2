import { type Kysely } from 'kysely';
import { type GeneratorProblem } from '#libs/domain/account/token-events';
import { type CustodyPlace, type CustodyState } from '#libs/domain/generator/custody';
import { decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';
import { type EntryRow } from './entry-rows.js';
import { type CustodyTables } from './tables.js';

/** How a token generator stands, or stood, in the ledger (TOK-08). Moments RFC 3339, UTC; accounts by id. */
export interface LedgerEntry {
  readonly serialNumber: string;
  readonly state: CustodyState;
  readonly place: CustodyPlace;
  readonly holder: string | null;
  readonly deliveredTo: string | null;
  readonly problem: GeneratorProblem | null;
  readonly deliveryNote: string | null;
  readonly receivedOn: string | null;
  readonly trackingNumber: string | null;
  readonly since: string;
  /** Until when it was so; `null` while it is. */
  readonly until: string | null;
  /** The event behind it. */
  readonly event: string;
  readonly type: string;
}

export interface CustodyPage {
  readonly generators: readonly LedgerEntry[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface CustodyAsked {
  readonly state?: CustodyState;
  readonly place?: CustodyPlace;
  /** Account that it is meant for or held by. */
  readonly holder?: string;
  /** RFC 3339, UTC, milliseconds; absent: now. */
  readonly at?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/**
 * TOK-08: by serial number.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function listCustody(
  rows: Rows,
  { state, place, holder, at, limit, cursor }: CustodyAsked,
): Promise<CustodyPage> {
  const most = pageLength(limit);
  let asked = entriesAt(rows.withTables<CustodyTables>(), at);
  if (state !== undefined) asked = asked.where('state', '=', state);
  if (place !== undefined) asked = asked.where('place', '=', place);
  if (holder !== undefined) asked = asked.where('holder', '=', holder);
  if (cursor !== undefined) asked = asked.where('serial_number', '>', decodeCursor(cursor, /^\S{1,100}$/));
  const found = await asked
    .orderBy('serial_number')
    .limit(most + 1)
    .execute();
  const page = found.slice(0, most);
  const last = page.at(-1);
  return {
    generators: page.map(ledgerEntry),
    ...(found.length > most && last !== undefined ? { next: encodeCursor(last.serial_number) } : {}),
  };
}

/** Everything that the ledger ever said of one generator up to that moment, in order; empty where it knows none. */
export async function custodyOf(
  rows: Rows,
  serialNumber: string,
  at: string | undefined,
): Promise<readonly LedgerEntry[]> {
  let asked = rows
    .withTables<CustodyTables>()
    .selectFrom('entry')
    .selectAll()
    .where('serial_number', '=', serialNumber);
  if (at !== undefined) asked = asked.where('since', '<=', at);
  return (await asked.orderBy('number').execute()).map(ledgerEntry);
}

/** The entry of each generator at that moment; without one, now. @param at RFC 3339, UTC, milliseconds */
export function entriesAt(db: Kysely<CustodyTables>, at: string | undefined) {
  const all = db.selectFrom('entry').selectAll();
  return at === undefined
    ? all.where('until', 'is', null)
    : all
        .where('since', '<=', at)
        .where((where) => where.or([where('until', 'is', null), where('until', '>', at)]));
}

const ledgerEntry = (row: EntryRow): LedgerEntry => ({
  serialNumber: row.serial_number,
  state: row.state,
  place: row.place,
  holder: row.holder,
  deliveredTo: row.delivered_to,
  problem: row.problem,
  deliveryNote: row.delivery_note,
  receivedOn: row.received_on,
  trackingNumber: row.tracking_number,
  since: row.since,
  until: row.until,
  event: row.event,
  type: row.type,
});
