import { type Kysely } from 'kysely';
import {
  administratorAuthorisationGranted,
  administratorAuthorisationWithdrawn,
  administratorCreated,
  administratorSteppedDown,
} from '#libs/domain/account/administrator-events';
import { accountEnded, roleGranted, roleWithdrawn, userCreated } from '#libs/domain/account/events';
import { type EventsOf } from '#libs/domain/catalogue';
import { mandateEnded, mandateGiven, mandateLapsed } from '#libs/domain/mandate/mandate';
import { partClosed, partHandedOver, partOpened, partTakenOver } from '#libs/domain/organisation/events';
import { roleDefined } from '#libs/domain/role/role';
import { idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Projection } from '../engine/projection.js';
import { end, endAll, grant, organisationOfLiving } from './held.js';
import { type GrantsToReviewTables, tables } from './tables.js';

type Db = Kysely<GrantsToReviewTables>;

const taken = [
  userCreated,
  administratorCreated,
  roleGranted,
  roleWithdrawn,
  administratorAuthorisationGranted,
  administratorAuthorisationWithdrawn,
  administratorSteppedDown,
  accountEnded,
  partOpened,
  partTakenOver,
  partClosed,
  partHandedOver,
  mandateGiven,
  mandateEnded,
  mandateLapsed,
  roleDefined,
] as const;
type Taken = EventsOf<typeof taken>;

/**
 * ORG-03, ADM-07, USR-10: what accounts were granted, and all by which a grant may have to be reviewed. The reasons
 * themselves are found when they are asked for. Holds nothing personal.
 */
export const grantsToReview: Projection = {
  name: 'grants-to-review',
  version: 1,
  tables,
  takes: new Set<string>(taken.map(({ type }) => type)),
  apply: (rows, recorded) => take(rows.withTables<GrantsToReviewTables>(), recorded as RecordedEvent<Taken>),
};

async function take(db: Db, { event: { type, data }, envelope }: RecordedEvent<Taken>): Promise<void> {
  const { time } = envelope;
  const id = idOf(envelope.stream);
  switch (type) {
    case 'account.user-created':
    case 'account.administrator-created': {
      const { organisation } = data;
      await db.insertInto('account').values({ id, organisation, state: 'living' }).execute();
      return;
    }
    case 'account.role-granted':
    case 'account.role-withdrawn': {
      const organisation = await organisationOfLiving(db, id);
      if (organisation === undefined) return;
      const what = { ...data, account: id, kind: 'role-grant', organisation } as const;
      return type === 'account.role-granted' ? grant(db, what, envelope) : end(db, what, time);
    }
    case 'account.administrator-authorisation-granted':
    case 'account.administrator-authorisation-withdrawn': {
      if ((await organisationOfLiving(db, id)) === undefined) return;
      const what = { ...data, account: id, kind: 'administrator-authorisation' } as const;
      return type === 'account.administrator-authorisation-granted'
        ? grant(db, what, envelope)
        : end(db, what, time);
    }
    case 'account.administrator-stepped-down':
      return endAll(db, id, 'administrator-authorisation', time);
    case 'account.ended':
      await db.updateTable('account').set({ state: 'ended' }).where('id', '=', id).execute();
      await endAll(db, id, 'role-grant', time);
      return endAll(db, id, 'administrator-authorisation', time);
    case 'organisation.part-opened':
    case 'organisation.part-taken-over':
      return setStanding(db, { organisation: id, id: data.part, standing: 'open', since: time });
    case 'organisation.part-closed':
      return setStanding(db, { organisation: id, id: data.part, standing: 'closed', since: time });
    case 'organisation.part-handed-over':
      return setStanding(db, { organisation: id, id: data.part, standing: 'handed-over', since: time });
    case 'mandate.given':
      return give(db, data);
    case 'mandate.ended':
    case 'mandate.lapsed':
      await db
        .updateTable('mandate')
        .set({ ended_at: time })
        .where('giving', '=', data.givingOrganisation)
        .where('receiving', '=', data.receivingOrganisation)
        .where('ended_at', 'is', null)
        .execute();
      return;
    case 'role.defined':
      return define(db, {
        code: data.code,
        in_force_from: data.inForceFrom,
        in_force_until: data.inForceUntil ?? null,
        defined_at: time,
      });
  }
}

async function setStanding(db: Db, part: GrantsToReviewTables['part']): Promise<void> {
  const { standing, since } = part;
  await db
    .insertInto('part')
    .values(part)
    .onConflict((known) => known.columns(['organisation', 'id']).doUpdateSet({ standing, since }))
    .execute();
}

type Given = Extract<Taken, { type: 'mandate.given' }>['data'];

async function give(db: Db, { givingOrganisation, receivingOrganisation, roles }: Given): Promise<void> {
  for (const role of roles)
    await db
      .insertInto('mandate')
      .values({ giving: givingOrganisation, receiving: receivingOrganisation, role, ended_at: null })
      .onConflict((known) => known.columns(['giving', 'receiving', 'role']).doUpdateSet({ ended_at: null }))
      .execute();
}

async function define(db: Db, role: GrantsToReviewTables['role']): Promise<void> {
  await db
    .insertInto('role')
    .values(role)
    .onConflict((known) => known.column('code').doUpdateSet(role))
    .execute();
}
