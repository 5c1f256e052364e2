import { decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';
import { type OpenProposalsTables, type ProposalKind } from './tables.js';

export interface OpenProposal {
  readonly kind: ProposalKind;
  readonly id: string;
  readonly organisation: string | null;
  /** RFC 3339, UTC, as the other. */
  readonly inForceFrom: string | null;
  /** Pseudonym. */
  readonly proposedBy: string;
  readonly proposedAt: string;
}

export interface OpenProposalPage {
  readonly proposals: readonly OpenProposal[];
  /** Absent on the last page. */
  readonly next?: string;
}

interface Wanted {
  readonly kind: ProposalKind;
  /** RFC 3339, UTC. */
  readonly now: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** As in `2026-11-23T20:55:00.000Z 0195e6a0-…`. */
const place = /^\d{4}-\d\d-\d\dT[\d:.]{12}Z [0-9a-f-]{36}$/;

/**
 * ADM-11: what waited longest first. Policy whose moment has passed can't be confirmed any more, and isn't on it.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function listProposals(
  rows: Rows,
  { kind, now, limit, cursor }: Wanted,
): Promise<OpenProposalPage> {
  const most = pageLength(limit);
  const [moment = '', after = ''] = cursor === undefined ? [] : decodeCursor(cursor, place).split(' ');
  const found = await rows
    .withTables<OpenProposalsTables>()
    .selectFrom('proposal')
    .selectAll()
    .where('kind', '=', kind)
    .where((where) => where.or([where('in_force_from', 'is', null), where('in_force_from', '>=', now)]))
    .where((where) =>
      where.or([where('proposed_at', '>', moment), where('proposed_at', '=', moment).and('id', '>', after)]),
    )
    .orderBy('proposed_at')
    .orderBy('id')
    .limit(most + 1)
    .execute();
  const page = found.slice(0, most);
  const last = page.at(-1);
  const proposals = page.map((row) => ({
    kind: row.kind,
    id: row.id,
    organisation: row.organisation,
    inForceFrom: row.in_force_from,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
  }));
  return found.length > most && last !== undefined
    ? { proposals, next: encodeCursor(`${last.proposed_at} ${last.id}`) }
    : { proposals };
}
