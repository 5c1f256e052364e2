import { type Kysely } from 'kysely';
import {
  administratorCreated,
  administratorProposalRejected,
  administratorProposed,
} from '#libs/domain/account/administrator-events';
import { type EventsOf } from '#libs/domain/catalogue';
import { policyProposed, policySet } from '#libs/domain/policy/policy';
import { idOf } from '#libs/domain/streams';
import { type Projection } from '../engine/projection.js';
import { type OpenProposalsTables, type ProposalKind, tables } from './tables.js';

type Db = Kysely<OpenProposalsTables>;

const taken = [
  administratorProposed,
  administratorProposalRejected,
  administratorCreated,
  policyProposed,
  policySet,
] as const;
type Taken = EventsOf<typeof taken>;

/** ADM-11: what one person proposed and no other has confirmed or turned down. Holds nothing personal. */
export const openProposals: Projection = {
  name: 'open-proposals',
  version: 1,
  tables,
  takes: new Set<string>(taken.map(({ type }) => type)),
  apply: (rows, { event, envelope }) =>
    take(rows.withTables<OpenProposalsTables>(), idOf(envelope.stream), event as Taken, envelope.time),
};

/** @param id of what the event's stream is about @param time RFC 3339, UTC */
async function take(db: Db, id: string, { type, data }: Taken, time: string): Promise<void> {
  switch (type) {
    case 'account.administrator-proposed':
      return open(db, {
        kind: 'administrator',
        id,
        organisation: data.organisation,
        in_force_from: null,
        proposed_by: data.proposedBy,
        proposed_at: time,
      });
    case 'account.administrator-proposal-rejected':
    case 'account.administrator-created':
      return close(db, 'administrator', id);
    case 'policy.proposed':
      return open(db, {
        kind: 'policy',
        id: data.proposal,
        organisation: null,
        in_force_from: data.inForceFrom,
        proposed_by: data.proposedBy,
        proposed_at: time,
      });
    case 'policy.set':
      return data.proposal === undefined ? undefined : close(db, 'policy', data.proposal);
  }
}

async function open(db: Db, proposal: OpenProposalsTables['proposal']): Promise<void> {
  await db
    .insertInto('proposal')
    .values(proposal)
    .onConflict((same) => same.doNothing())
    .execute();
}

async function close(db: Db, kind: ProposalKind, id: string): Promise<void> {
  await db.deleteFrom('proposal').where('kind', '=', kind).where('id', '=', id).execute();
}
