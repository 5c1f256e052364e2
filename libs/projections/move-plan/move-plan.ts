import { type Kysely } from 'kysely';
import { couplingLapsed } from '#libs/domain/account/coupling-events';
import { administratorCreated } from '#libs/domain/account/administrator-events';
import {
  conversionBegun,
  meansCoupled,
  meansCoupledAgain,
  meansDecoupled,
} from '#libs/domain/account/coupling-events';
import { accountEnded, userCreated } from '#libs/domain/account/events';
import { markedOfficeStaff, unmarkedOfficeStaff } from '#libs/domain/account/office-staff-events';
import { type DataOf, type EventsOf } from '#libs/domain/catalogue';
import {
  moveAnnounced,
  moveWithdrawn,
  organisationClosed,
  organisationEntryChanged,
  organisationLeft,
  organisationRegistered,
  organisationReopened,
  organisationSectorJoined,
  organisationSectorLeft,
} from '#libs/domain/organisation/events';
import { type Sector } from '#libs/domain/organisation/organisation';
import { planEvents } from '#libs/domain/plan/events';
import { idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Projection } from '../engine/projection.js';
import { type MovePlanTables, tables } from './tables.js';

type Db = Kysely<MovePlanTables>;

const taken = [
  organisationRegistered,
  organisationEntryChanged,
  organisationSectorJoined,
  organisationSectorLeft,
  organisationClosed,
  organisationReopened,
  organisationLeft,
  moveAnnounced,
  moveWithdrawn,
  ...planEvents,
  userCreated,
  administratorCreated,
  conversionBegun,
  markedOfficeStaff,
  unmarkedOfficeStaff,
  meansCoupled,
  meansCoupledAgain,
  meansDecoupled,
  couplingLapsed,
  accountEnded,
] as const;
type Taken = EventsOf<typeof taken>;

/** ORG-06: who moves to eHerkenning when, and how far each one is. Holds nothing personal. */
export const movePlan: Projection = {
  name: 'move-plan',
  version: 2,
  tables,
  takes: new Set<string>(taken.map(({ type }) => type)),
  apply: (rows, recorded) => take(rows.withTables<MovePlanTables>(), recorded),
};

async function take(db: Db, { event, envelope: { stream, time } }: RecordedEvent): Promise<void> {
  const id = idOf(stream);
  const { type, data } = event as Taken;
  switch (type) {
    case 'organisation.registered':
      return register(db, id, data);
    case 'organisation.entry-changed':
      return setOrganisation(db, id, { name: data.name });
    case 'organisation.sector-joined':
      return join(db, id, [data.sector]);
    case 'organisation.sector-left':
      await db
        .deleteFrom('organisation_sector')
        .where('organisation', '=', id)
        .where('sector', '=', data.sector)
        .execute();
      return;
    case 'organisation.closed':
      return setState(db, id, 'closed');
    case 'organisation.reopened':
      return setState(db, id, 'open');
    case 'organisation.left':
      return setState(db, id, 'left');
    case 'organisation.move-announced':
      return setOrganisation(db, id, { announced_date: data.date, announced_at: time });
    case 'organisation.move-withdrawn':
      return setOrganisation(db, id, { announced_date: null, announced_at: null });
    case 'plan.move-planned':
      return plan(db, id, data.date);
    case 'plan.move-dropped':
      await db.deleteFrom('planned_move').where('id', '=', id).execute();
      return;
    case 'account.user-created':
    case 'account.administrator-created':
      return create(db, id, data);
    case 'account.conversion-begun':
      return setAccount(db, id, { converting: 1 });
    case 'account.marked-office-staff':
      return setAccount(db, id, { office_staff: 1 });
    case 'account.unmarked-office-staff':
      return setAccount(db, id, { office_staff: 0 });
    case 'account.coupled':
      return setAccount(db, id, { sign_in_method: 'eherkenning', converting: 0, coupled: 1 });
    case 'account.coupled-again':
      return setAccount(db, id, { coupled: 1 });
    case 'account.decoupled':
    case 'account.coupling-lapsed':
      return setAccount(db, id, { coupled: 0 });
    case 'account.ended':
      await db.deleteFrom('account').where('id', '=', id).execute();
      return;
  }
}

async function register(
  db: Db,
  id: string,
  { name, sectors }: DataOf<(typeof organisationRegistered)['fields']>,
): Promise<void> {
  await db
    .insertInto('organisation')
    .values({ id, name: name ?? null, state: 'open', announced_date: null, announced_at: null })
    .execute();
  await join(db, id, sectors);
}

async function join(db: Db, organisation: string, sectors: readonly Sector[]): Promise<void> {
  for (const sector of sectors)
    await db
      .insertInto('organisation_sector')
      .values({ organisation, sector })
      .onConflict((same) => same.doNothing())
      .execute();
}

async function setOrganisation(
  db: Db,
  id: string,
  change: Partial<MovePlanTables['organisation']>,
): Promise<void> {
  await db.updateTable('organisation').set(change).where('id', '=', id).execute();
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

async function plan(db: Db, id: string, date: string): Promise<void> {
  await db
    .insertInto('planned_move')
    .values({ id, date })
    .onConflict((before) => before.column('id').doUpdateSet({ date }))
    .execute();
}

async function create(
  db: Db,
  id: string,
  { organisation, signInMethod }: DataOf<(typeof userCreated)['fields']>,
): Promise<void> {
  await db
    .insertInto('account')
    .values({
      id,
      organisation,
      sign_in_method: signInMethod,
      converting: 0,
      coupled: 0,
      office_staff: 0,
    })
    .execute();
}

async function setAccount(db: Db, id: string, change: Partial<MovePlanTables['account']>): Promise<void> {
  await db.updateTable('account').set(change).where('id', '=', id).execute();
}
