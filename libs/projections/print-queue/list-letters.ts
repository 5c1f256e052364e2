import { type Channel, type LetterKind } from '#libs/domain/letter/events';
import { type Letter } from '#libs/domain/letter/letter';
import { decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';
import { type PrintQueueTables } from './tables.js';

/** A letter as it stands in the print queue and its archive: no name, no address, no text. */
export interface LetterRow {
  readonly id: string;
  readonly kind: LetterKind;
  readonly channel: Channel;
  readonly organisation: string;
  readonly account?: string;
  readonly deliveredTo?: string;
  /** The number on it, once it was made. */
  readonly number?: string;
  readonly serialNumber?: string;
  readonly state: Letter['state'];
  /** RFC 3339, UTC. */
  readonly askedAt: string;
  readonly since: string;
  /** How often it was opened again. */
  readonly openedAgain: number;
  readonly trackingNumber?: string;
  readonly addressOnRecord?: boolean;
}

export interface LetterPage {
  readonly letters: readonly LetterRow[];
  /** Absent on the last page. */
  readonly next?: string;
}

export interface LetterQuery {
  readonly state?: Letter['state'];
  readonly limit?: number;
  readonly cursor?: string;
}

/** Moment and id, as in `2026-11-23T20:55:00.000Z 0195e6a0-…`. */
const place = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \S{1,100}$/;

/**
 * Oldest first: what waits longest is printed first.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function listLetters(rows: Rows, { state, limit, cursor }: LetterQuery): Promise<LetterPage> {
  const most = pageLength(limit);
  const [moment = '', id = ''] = cursor === undefined ? [] : decodeCursor(cursor, place).split(' ');
  let found = rows.withTables<PrintQueueTables>().selectFrom('letter').selectAll();
  if (state !== undefined) found = found.where('state', '=', state);
  const letters = await found
    .where((where) =>
      where.or([where('asked_at', '>', moment), where('asked_at', '=', moment).and('id', '>', id)]),
    )
    .orderBy('asked_at')
    .orderBy('id')
    .limit(most + 1)
    .execute();
  const page = letters.slice(0, most);
  const last = page.at(-1);
  return {
    letters: page.map(rowOf),
    ...(letters.length > most && last !== undefined
      ? { next: encodeCursor(`${last.asked_at} ${last.id}`) }
      : {}),
  };
}

const rowOf = (row: PrintQueueTables['letter']): LetterRow => ({
  id: row.id,
  kind: row.kind,
  channel: row.channel,
  organisation: row.organisation,
  ...(row.account === null ? {} : { account: row.account }),
  ...(row.delivered_to === null ? {} : { deliveredTo: row.delivered_to }),
  ...(row.number === null ? {} : { number: row.number }),
  ...(row.serial_number === null ? {} : { serialNumber: row.serial_number }),
  state: row.state,
  askedAt: row.asked_at,
  since: row.since,
  openedAgain: row.opened_again,
  ...(row.tracking_number === null ? {} : { trackingNumber: row.tracking_number }),
  ...(row.address_on_record === null ? {} : { addressOnRecord: row.address_on_record === 1 }),
});
