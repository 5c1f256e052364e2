import { type Kysely } from 'kysely';
import { type EventsOf } from '#libs/domain/catalogue';
import { type LetterEvent, letterEvents } from '#libs/domain/letter/events';
import { type Letter } from '#libs/domain/letter/letter';
import { idOf } from '#libs/domain/streams';
import { type Projection } from '../engine/projection.js';
import { type PrintQueueTables, tables } from './tables.js';

type Db = Kysely<PrintQueueTables>;
type Changes = Partial<
  Pick<PrintQueueTables['letter'], 'tracking_number' | 'address_on_record' | 'number' | 'opened_again'>
>;

/** Which letters there are and how far each is. Holds nothing personal: no name, no address, no text. */
export const printQueue: Projection = {
  name: 'print-queue',
  version: 2,
  tables,
  takes: new Set<string>(letterEvents.map(({ type }) => type)),
  apply: (rows, { event, envelope }) =>
    take(rows.withTables<PrintQueueTables>(), idOf(envelope.stream), event as LetterEvent, envelope.time),
};

async function take(db: Db, id: string, { type, data }: LetterEvent, time: string): Promise<void> {
  switch (type) {
    case 'letter.asked-for':
      return ask(db, id, data, time);
    case 'letter.made':
      return change(db, id, 'made', time, {
        address_on_record: Number(data.addressOnRecord),
        number: data.number ?? null,
      });
    case 'letter.printed':
      return change(db, id, 'printed', time);
    case 'letter.sent':
      return change(db, id, 'sent', time, { tracking_number: data.trackingNumber ?? null });
    case 'letter.delivered':
      return change(db, id, 'delivered', time);
    case 'letter.undeliverable':
      return change(db, id, 'undeliverable', time);
    case 'letter.opened-again':
      return change(db, id, 'asked-for', time, { opened_again: data.times, tracking_number: null });
    case 'letter.voided':
      return change(db, id, 'void', time);
  }
}

type AskedFor = Extract<EventsOf<typeof letterEvents>, { type: 'letter.asked-for' }>['data'];

async function ask(db: Db, id: string, asked: AskedFor, time: string): Promise<void> {
  await db
    .insertInto('letter')
    .values({
      id,
      kind: asked.kind,
      channel: asked.channel,
      organisation: asked.organisation,
      account: asked.account ?? null,
      delivered_to: asked.deliveredTo ?? null,
      number: null,
      serial_number: asked.serialNumber ?? null,
      state: 'asked-for',
      asked_at: time,
      since: time,
      opened_again: 0,
      tracking_number: null,
      address_on_record: null,
    })
    .onConflict((same) => same.doNothing())
    .execute();
}

/** A void letter stays void. */
async function change(
  db: Db,
  id: string,
  state: Letter['state'],
  since: string,
  more: Changes = {},
): Promise<void> {
  await db
    .updateTable('letter')
    .set({ state, since, ...more })
    .where('id', '=', id)
    .where('state', '<>', 'void')
    .execute();
}
