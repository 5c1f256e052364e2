import { type Kysely, sql } from 'kysely';
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
import { among } from '../engine/among.js';
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
 * ORG-03, ADM-07, USR-10, USR-12: what accounts were granted, and all by which a grant may have to be reviewed. The reasons
 * themselves are found when they are asked for. Holds nothing personal.
 */
export const grantsToReview: Projection = {
  name: 'grants-to-review',
  version: 2,
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
      return define(db, data, time);
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

type Defined = Extract<Taken, { type: 'role.defined' }>['data'];

/** What the entry before said already holds since then. @param time RFC 3339, UTC */
async function define(db: Db, data: Defined, time: string): Promise<void> {
  const { code, inForceFrom, inForceUntil = null, keptFromGranters, incompatibleWith } = data;
  const role = { in_force_from: inForceFrom, in_force_until: inForceUntil, defined_at: time };
  await db
    .insertInto('role')
    .values({ code, ...role, kept_since: keptFromGranters ? time : null })
    .onConflict((known) =>
      known.column('code').doUpdateSet({
        ...role,
        kept_since: keptFromGranters ? sql<string>`coalesce(role.kept_since, ${time})` : null,
      }),
    )
    .execute();
  await separate(db, code, incompatibleWith, time);
}

async function separate(db: Db, says: string, others: readonly string[], since: string): Promise<void> {
  const ended = db.deleteFrom('separated').where('says', '=', says);
  await ended.where('role', 'not in', among([says, ...others])).execute();
  await ended.where('other', 'not in', among([says, ...others])).execute();
  for (const other of others)
    await db
      .insertInto('separated')
      .values([
        { role: says, other, says, since },
        { role: other, other: says, says, since },
      ])
      .onConflict((known) => known.doNothing())
      .execute();
}
