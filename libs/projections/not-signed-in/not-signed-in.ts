import { type Kysely } from 'kysely';
import {
  administratorAppointed,
  administratorCreated,
  administratorSteppedDown,
} from '#libs/domain/account/administrator-events';
import { meansCoupled } from '#libs/domain/account/coupling-events';
import { accountEnded, userCreated } from '#libs/domain/account/events';
import { type Account } from '#libs/domain/account/state';
import { type DataOf, type EventsOf } from '#libs/domain/catalogue';
import { signInSucceeded } from '#libs/domain/sign-in/events';
import { idOf } from '#libs/domain/streams';
import { type Projection } from '../engine/projection.js';
import { type NotSignedInTables, tables } from './tables.js';

type Db = Kysely<NotSignedInTables>;

const taken = [
  userCreated,
  administratorCreated,
  administratorAppointed,
  administratorSteppedDown,
  meansCoupled,
  accountEnded,
  signInSucceeded,
] as const;
type Taken = EventsOf<typeof taken>;

/** PWD-12: since when each account that signs in with a token has been silent. Holds nothing personal. */
export const notSignedIn: Projection = {
  name: 'not-signed-in',
  version: 1,
  tables,
  takes: new Set<string>(taken.map(({ type }) => type)),
  apply: (rows, { event, envelope: { stream, time } }) =>
    take(rows.withTables<NotSignedInTables>(), idOf(stream), time, event as Taken),
};

/** @param time RFC 3339, UTC */
async function take(db: Db, id: string, time: string, { type, data }: Taken): Promise<void> {
  switch (type) {
    case 'account.user-created':
      return create(db, id, 'user', time, data);
    case 'account.administrator-created':
      return create(db, id, 'administrator', time, data);
    case 'account.administrator-appointed':
      return setKind(db, id, 'administrator');
    case 'account.administrator-stepped-down':
      return setKind(db, id, 'user');
    case 'signin.succeeded':
      await db
        .updateTable('account')
        .set({ last_signed_in_at: time, silent_since: time })
        .where('id', '=', id)
        .execute();
      return;
    case 'account.coupled':
    case 'account.ended':
      await db.deleteFrom('account').where('id', '=', id).execute();
      return;
  }
}

async function create(
  db: Db,
  id: string,
  kind: Account['kind'],
  time: string,
  { organisation, signInMethod }: DataOf<(typeof userCreated)['fields']>,
): Promise<void> {
  if (signInMethod !== 'token') return;
  await db
    .insertInto('account')
    .values({ id, organisation, kind, created_at: time, last_signed_in_at: null, silent_since: time })
    .execute();
}

async function setKind(db: Db, id: string, kind: Account['kind']): Promise<void> {
  await db.updateTable('account').set({ kind }).where('id', '=', id).execute();
}
