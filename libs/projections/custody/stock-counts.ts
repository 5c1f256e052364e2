import { type Kysely } from 'kysely';
import { type StockEvent } from '#libs/domain/stock/stock';
import { type RecordedEvent } from '#libs/journal/journal';
import { type EntryRow } from './entry-rows.js';
import { entriesAt } from './read-custody.js';
import { type CustodyTables } from './tables.js';

type Db = Kysely<CustodyTables>;
type Difference = CustodyTables['difference'];

/** TOK-10: a count beside the ledger of its moment. What earlier counts left open, this one may settle. */
export async function takeCount(db: Db, recorded: RecordedEvent): Promise<void> {
  const { number, countedAt, report, serialNumbers } = (recorded.event as StockEvent).data;
  const counted = new Set(serialNumbers);
  await settleByCount(db, counted, recorded);
  await db
    .insertInto('count')
    .values({
      number,
      counted_at: countedAt,
      recorded_at: recorded.envelope.time,
      report,
      counted: counted.size,
    })
    .onConflict((same) => same.doNothing())
    .execute();
  for (const difference of await differences(db, number, countedAt, counted))
    await db
      .insertInto('difference')
      .values({ ...difference, ...(await settledSince(db, difference, countedAt)) })
      .onConflict((same) => same.doNothing())
      .execute();
}

async function differences(
  db: Db,
  count: number,
  countedAt: string,
  counted: ReadonlySet<string>,
): Promise<Difference[]> {
  const ledger = new Map((await entriesAt(db, countedAt).execute()).map((row) => [row.serial_number, row]));
  const missing = [...ledger.values()]
    .filter((row) => row.place === 'stock' && !counted.has(row.serial_number))
    .map((row) => differenceOf(count, row.serial_number, 'missing', row));
  const unexpected = [...counted]
    .filter((serialNumber) => ledger.get(serialNumber)?.place !== 'stock')
    .map((serialNumber) => differenceOf(count, serialNumber, 'unexpected', ledger.get(serialNumber)));
  return [...missing, ...unexpected];
}

const differenceOf = (
  count: number,
  serial_number: string,
  kind: Difference['kind'],
  row: EntryRow | undefined,
): Difference => ({
  count,
  serial_number,
  kind,
  state: row?.state ?? null,
  place: row?.place ?? null,
  holder: row?.holder ?? null,
  settled_by: null,
  settled_type: null,
  settled_at: null,
});

type Settled = Pick<Difference, 'settled_by' | 'settled_type' | 'settled_at'>;

/** What happened between the counting and its recording. */
async function settledSince(
  db: Db,
  { serial_number, kind }: Difference,
  countedAt: string,
): Promise<Partial<Settled>> {
  let since = db
    .selectFrom('entry')
    .selectAll()
    .where('serial_number', '=', serial_number)
    .where('since', '>', countedAt);
  if (kind === 'unexpected') since = since.where('place', '=', 'stock');
  const first = await since.orderBy('number').limit(1).executeTakeFirst();
  return first === undefined
    ? {}
    : { settled_by: first.event, settled_type: first.type, settled_at: first.since };
}

/**
 * Whatever the ledger says anew of a missing one settles it: it was written off, or it was there after all. One that was
 * counted and not expected is settled once the ledger has it in stock.
 */
export async function settleBy(db: Db, serialNumber: string, recorded: RecordedEvent): Promise<void> {
  const now = await db
    .selectFrom('entry')
    .select('place')
    .where('serial_number', '=', serialNumber)
    .where('until', 'is', null)
    .executeTakeFirst();
  let open = db
    .updateTable('difference')
    .set(settledBy(recorded))
    .where('serial_number', '=', serialNumber)
    .where('settled_by', 'is', null);
  if (now?.place !== 'stock') open = open.where('kind', '=', 'missing');
  await open.execute();
}

/** A later count found what was missing, or did not find again what had not been expected. */
async function settleByCount(db: Db, counted: ReadonlySet<string>, recorded: RecordedEvent): Promise<void> {
  const open = await db.selectFrom('difference').selectAll().where('settled_by', 'is', null).execute();
  for (const { count, serial_number, kind } of open)
    if (counted.has(serial_number) === (kind === 'missing'))
      await db
        .updateTable('difference')
        .set(settledBy(recorded))
        .where('count', '=', count)
        .where('serial_number', '=', serial_number)
        .execute();
}

const settledBy = ({ event, envelope }: RecordedEvent): Settled => ({
  settled_by: envelope.id,
  settled_type: event.type,
  settled_at: envelope.time,
});
