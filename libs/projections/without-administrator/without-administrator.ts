import { type Kysely } from 'kysely';
import {
  administratorAuthorisationGranted,
  administratorAuthorisationWithdrawn,
  administratorCreated,
  administratorSteppedDown,
} from '#libs/domain/account/administrator-events';
import { accountBlocked, accountEnded, accountUnblocked, userCreated } from '#libs/domain/account/events';
import { type AdministratorAuthorisation } from '#libs/domain/account/held-roles';
import { type EventsOf } from '#libs/domain/catalogue';
import { type mandateEvents, mandateEnded, mandateGiven, mandateLapsed } from '#libs/domain/mandate/mandate';
import {
  organisationClosed,
  organisationEntryChanged,
  organisationLeft,
  organisationRegistered,
  organisationReopened,
} from '#libs/domain/organisation/events';
import { idOf } from '#libs/domain/streams';
import { type Projection } from '../engine/projection.js';
import { tables, type WithoutAdministratorTables } from './tables.js';

type Db = Kysely<WithoutAdministratorTables>;

const taken = [
  organisationRegistered,
  organisationClosed,
  organisationEntryChanged,
  organisationReopened,
  organisationLeft,
  userCreated,
  administratorCreated,
  administratorAuthorisationGranted,
  administratorAuthorisationWithdrawn,
  administratorSteppedDown,
  accountBlocked,
  accountUnblocked,
  accountEnded,
  mandateGiven,
  mandateEnded,
  mandateLapsed,
] as const;
type Taken = EventsOf<typeof taken>;

/** ORG-04: which organisations have nobody who may manage their users. Holds nothing personal. */
export const withoutAdministrator: Projection = {
  name: 'without-administrator',
  version: 3,
  tables,
  takes: new Set<string>(taken.map(({ type }) => type)),
  apply: (rows, { event, envelope }) =>
    take(rows.withTables<WithoutAdministratorTables>(), idOf(envelope.stream), event as Taken),
};

/** @param id of what the event's stream is about */
async function take(db: Db, id: string, { type, data }: Taken): Promise<void> {
  switch (type) {
    case 'organisation.registered':
      await db
        .insertInto('organisation')
        .values({ id, type: data.type, code: data.code, name: data.name ?? null, state: 'open' })
        .execute();
      return;
    case 'organisation.entry-changed':
      await db.updateTable('organisation').set({ name: data.name }).where('id', '=', id).execute();
      return;
    case 'organisation.closed':
      return setState(db, id, 'closed');
    case 'organisation.reopened':
      return setState(db, id, 'open');
    case 'organisation.left':
      return setState(db, id, 'left');
    case 'account.user-created':
    case 'account.administrator-created':
      await db.insertInto('account').values({ id, organisation: data.organisation, blocked: 0 }).execute();
      return;
    case 'account.administrator-authorisation-granted':
      return authorise(db, id, data);
    case 'account.administrator-authorisation-withdrawn':
      return withdraw(db, id, data);
    case 'account.administrator-stepped-down':
      await db.deleteFrom('authorisation').where('account', '=', id).execute();
      return;
    case 'account.blocked':
      return setBlocked(db, id, 1);
    case 'account.unblocked':
      return setBlocked(db, id, 0);
    case 'account.ended':
      await db.deleteFrom('account').where('id', '=', id).execute();
      await db.deleteFrom('authorisation').where('account', '=', id).execute();
      return;
    case 'mandate.given':
      return give(db, data);
    case 'mandate.ended':
    case 'mandate.lapsed':
      await db
        .deleteFrom('mandate')
        .where('giving', '=', data.givingOrganisation)
        .where('receiving', '=', data.receivingOrganisation)
        .execute();
      return;
  }
}

/** Whatever the register says of it, an organisation that has left stays so (ORG-05). */
async function setState(db: Db, id: string, state: 'open' | 'closed' | 'left'): Promise<void> {
  await db
    .updateTable('organisation')
    .set({ state })
    .where('id', '=', id)
    .where('state', '!=', 'left')
    .execute();
}

async function setBlocked(db: Db, id: string, blocked: 0 | 1): Promise<void> {
  await db.updateTable('account').set({ blocked }).where('id', '=', id).execute();
}

async function authorise(
  db: Db,
  account: string,
  { organisation, role, kenmerken }: AdministratorAuthorisation,
) {
  for (const { type, value } of kenmerken)
    await db
      .insertInto('authorisation')
      .values({ account, organisation, role, kenmerk_type: type, kenmerk_value: value })
      .onConflict((same) => same.doNothing())
      .execute();
}

async function withdraw(
  db: Db,
  account: string,
  { organisation, role, kenmerken }: AdministratorAuthorisation,
) {
  for (const { type, value } of kenmerken)
    await db
      .deleteFrom('authorisation')
      .where('account', '=', account)
      .where('organisation', '=', organisation)
      .where('role', '=', role)
      .where('kenmerk_type', '=', type)
      .where('kenmerk_value', '=', value)
      .execute();
}

type Given = Extract<EventsOf<typeof mandateEvents>, { type: 'mandate.given' }>['data'];

async function give(db: Db, { givingOrganisation, receivingOrganisation, roles }: Given): Promise<void> {
  for (const role of roles)
    await db
      .insertInto('mandate')
      .values({ giving: givingOrganisation, receiving: receivingOrganisation, role })
      .onConflict((same) => same.doNothing())
      .execute();
}
