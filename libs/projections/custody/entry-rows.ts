import { type Selectable } from 'kysely';
import { type CustodyEntry } from '#libs/domain/generator/custody';
import { type CustodyTables } from './tables.js';

export type EntryRow = Selectable<CustodyTables['entry']>;

/** The entry as the domain folds it. */
export const entryOf = (row: EntryRow): CustodyEntry => ({
  state: row.state,
  place: row.place,
  ...(row.holder === null ? {} : { holder: row.holder }),
  ...(row.delivered_to === null ? {} : { deliveredTo: row.delivered_to }),
  ...(row.problem === null ? {} : { problem: row.problem }),
  ...(row.delivery_note === null ? {} : { deliveryNote: row.delivery_note }),
  ...(row.received_on === null ? {} : { receivedOn: row.received_on }),
  ...(row.tracking_number === null ? {} : { trackingNumber: row.tracking_number }),
  ...(row.seed_id === null ? {} : { seedId: row.seed_id }),
  ...(row.issue === null ? {} : { issue: row.issue }),
});

/** The entry as it is kept. */
export const rowOf = (entry: CustodyEntry) => ({
  state: entry.state,
  place: entry.place,
  holder: entry.holder ?? null,
  delivered_to: entry.deliveredTo ?? null,
  problem: entry.problem ?? null,
  delivery_note: entry.deliveryNote ?? null,
  received_on: entry.receivedOn ?? null,
  tracking_number: entry.trackingNumber ?? null,
  seed_id: entry.seedId ?? null,
  issue: entry.issue ?? null,
});
