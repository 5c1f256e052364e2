import { type Kysely } from 'kysely';
import { administratorCreated } from '#libs/domain/account/administrator-events';
import { accountEnded, userCreated } from '#libs/domain/account/events';
import { tokenEvents } from '#libs/domain/account/token-events';
import { type EventsOf } from '#libs/domain/catalogue';
import { idOf } from '#libs/domain/streams';
import { type Projection } from '../engine/projection.js';
import { type HeldGeneratorsTables, tables } from './tables.js';

type Db = Kysely<HeldGeneratorsTables>;

const taken = [userCreated, administratorCreated, accountEnded, ...tokenEvents] as const;
type Taken = EventsOf<typeof taken>;

/** TOK-04: which token generators are out, with whom, and which of them were called back. Holds nothing personal. */
export const heldGenerators: Projection = {
  name: 'held-generators',
  version: 1,
  tables,
  takes: new Set<string>(taken.map(({ type }) => type)),
  apply: (rows, { event, envelope }) =>
    take(rows.withTables<HeldGeneratorsTables>(), idOf(envelope.stream), event as Taken, envelope.time),
};

/** @param time of the event, RFC 3339, UTC */
async function take(db: Db, account: string, { type, data }: Taken, time: string): Promise<void> {
  switch (type) {
    case 'account.user-created':
    case 'account.administrator-created': {
      const { organisation } = data;
      await db.insertInto('account').values({ id: account, organisation, state: 'living' }).execute();
      return;
    }
    case 'account.ended':
      await db.updateTable('account').set({ state: 'ended' }).where('id', '=', account).execute();
      return;
    case 'account.token-issued':
      return issue(db, account, data.serialNumber, time);
    case 'account.token-handed-over':
      return change(db, account, data.serialNumber, { state: 'handed-over' });
    case 'account.token-problem-reported':
      return;
    case 'account.token-deactivated':
      return change(db, account, data.serialNumber, { state: 'deactivated' });
    case 'account.token-called-back': {
      const { serialNumber, reason } = data;
      return change(db, account, serialNumber, { called_back_at: time, reason, since: time });
    }
    case 'account.token-returned':
      await db
        .deleteFrom('generator')
        .where('account', '=', account)
        .where('serial_number', '=', data.serialNumber)
        .execute();
      return;
  }
}

async function issue(db: Db, account: string, serialNumber: string, time: string): Promise<void> {
  const issued = {
    state: 'issued',
    issued_at: time,
    called_back_at: null,
    reason: null,
    since: time,
  } as const;
  await db
    .insertInto('generator')
    .values({ account, serial_number: serialNumber, ...issued })
    .onConflict((same) => same.columns(['account', 'serial_number']).doUpdateSet(issued))
    .execute();
}

async function change(
  db: Db,
  account: string,
  serialNumber: string,
  to: Partial<Pick<HeldGeneratorsTables['generator'], 'state' | 'called_back_at' | 'reason' | 'since'>>,
): Promise<void> {
  await db
    .updateTable('generator')
    .set(to)
    .where('account', '=', account)
    .where('serial_number', '=', serialNumber)
    .execute();
}
