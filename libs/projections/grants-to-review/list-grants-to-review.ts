import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Kenmerk, type KenmerkType, partKenmerkTypes } from '#libs/domain/role/role';
import { among } from '../engine/among.js';
import { decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';
import { type GrantKind } from './tables.js';

export const reviewReasons = [
  'part-closed',
  'part-handed-over',
  'granter-without-authority',
  'role-out-of-force',
  'not-to-be-held-together',
  'not-to-be-held-by-who-hands-it-out',
] as const;

export interface ReviewReason {
  readonly reason: (typeof reviewReasons)[number];
  /** From when on it holds: RFC 3339, UTC. */
  readonly since: string;
}

/** A grant that stays valid, and that somebody has to look at. Moments: RFC 3339, UTC. */
export interface GrantToReview {
  /** Whose it is. */
  readonly account: string;
  readonly kind: GrantKind;
  /** Where it holds. */
  readonly organisation: string;
  readonly role: string;
  readonly kenmerk: Kenmerk;
  /** Id of the event that granted it. */
  readonly event: string;
  readonly grantedAt: string;
  /** Account of the administrator who granted it, `null` where it was not one. */
  readonly granter: string | null;
  /** At least one. */
  readonly reasons: readonly ReviewReason[];
}

export interface GrantsToReviewAsked {
  /** Reach of who asks (ADM-02): ids of the organisations that the accounts are of. */
  readonly organisations: ReadonlySet<string> | 'all';
  /** Calendar date in Europe/Amsterdam that roles are judged by. */
  readonly today: string;
  /** The moment, RFC 3339 in UTC, at which a calendar date begins in Europe/Amsterdam. */
  readonly beginOf: (date: string) => string;
  /** 1 to 100, by default 25. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

export interface GrantsToReviewPage {
  readonly grants: readonly GrantToReview[];
  /** Absent on the last page. */
  readonly next?: string;
}

/**
 * ORG-03, ADM-07, USR-10, USR-12: each grant exactly as long as there is a reason, all of an account together. That a granter
 * is blocked for a while ends no authority.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function listGrantsToReview(
  rows: Rows,
  asked: GrantsToReviewAsked,
): Promise<GrantsToReviewPage> {
  const limit = pageLength(asked.limit);
  const found: Row[] = [];
  let after = asked.cursor === undefined ? undefined : placeIn(asked.cursor);
  for (;;) {
    const upTo = asked.organisations === 'all' ? await endOfStretch(rows, after) : undefined;
    const stretch = await toReview(asked, { after, upTo }, limit + 1 - found.length).execute(rows);
    found.push(...stretch.rows);
    if (upTo === undefined || found.length > limit) break;
    after = upTo;
    await setImmediate();
  }
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    grants: page.map((row) => shown(row, asked)),
    ...(found.length > limit && last !== undefined ? { next: encodeCursor(placeOf(last).join(' ')) } : {}),
  };
}

interface Row {
  readonly account: string;
  readonly kind: GrantKind;
  readonly organisation: string;
  readonly role: string;
  readonly kenmerk_type: KenmerkType;
  readonly kenmerk_value: string;
  readonly event: string;
  readonly granter: string | null;
  readonly granted_at: string;
  readonly standing: 'closed' | 'handed-over' | null;
  readonly part_since: string | null;
  readonly granter_since: string | null;
  readonly role_until: string | null;
  readonly role_defined_at: string | null;
  readonly together_since: string | null;
  readonly kept_since: string | null;
}

/** Where a grant stands in the order of the list. */
type Place = readonly string[];

const placeOf = (row: Row): Place => [
  row.account,
  row.kind,
  row.organisation,
  row.role,
  row.kenmerk_type,
  row.kenmerk_value,
];
const place = sql`held.account, held.kind, held.organisation, held.role, held.kenmerk_type, held.kenmerk_value`;

/** Grants that are looked at before others get their turn: the whole of an installation is too much for one. */
const inAStretch = 1_000;

/** Place of the last grant of a stretch; `undefined` where there are no more than fit. */
async function endOfStretch(rows: Rows, after: Place | undefined): Promise<Place | undefined> {
  const { rows: ends } = await sql<Row>`
    SELECT ${place} FROM held
    ${after === undefined ? sql`` : sql`WHERE (${place}) > (${sql.join(after)})`}
    ORDER BY ${place} LIMIT 1 OFFSET ${inAStretch - 1}`.execute(rows);
  return ends[0] === undefined ? undefined : placeOf(ends[0]);
}

/** After the one place, up to and including the other. */
interface Between {
  readonly after: Place | undefined;
  readonly upTo: Place | undefined;
}

/** `own`: the granter's right to hand this out. `mandate`: by which it held, where it is of another organisation. */
const toReview = (
  { organisations, today }: GrantsToReviewAsked,
  { after, upTo }: Between,
  most: number,
) => sql<Row>`
  WITH judged AS (
    SELECT held.*, part.standing, part.since AS part_since,
      CASE WHEN held.kind = 'role-grant' AND held.granter IS NOT NULL THEN nullif(min(
        coalesce(CASE WHEN own.account IS NULL THEN held.granted_at ELSE own.ended_at END, '~'),
        coalesce(CASE WHEN granter.organisation = held.organisation THEN NULL
          WHEN mandate.giving IS NULL THEN held.granted_at ELSE mandate.ended_at END, '~')
      ), '~') END AS granter_since,
      role.in_force_until AS role_until, role.defined_at AS role_defined_at,
      CASE WHEN held.kind = 'role-grant' THEN (
        SELECT min(max(separated.since, held.granted_at, beside.granted_at)) FROM separated
        JOIN held AS beside ON beside.account = held.account AND beside.kind = 'role-grant'
          AND beside.role = separated.other
        WHERE separated.role = held.role) END AS together_since,
      (SELECT min(max(entry.kept_since, held.granted_at, beside.granted_at)) FROM role AS entry
        JOIN held AS beside ON beside.account = held.account AND beside.kind <> held.kind
          AND beside.role = held.role AND beside.ended_at IS NULL
        WHERE entry.code = held.role AND entry.kept_since IS NOT NULL) AS kept_since
    FROM held
    LEFT JOIN part ON part.organisation = held.organisation AND part.id = held.kenmerk_value
      AND held.kenmerk_type IN (${sql.join(partKenmerkTypes)}) AND part.standing <> 'open'
    LEFT JOIN held AS own ON own.account = held.granter AND own.kind = 'administrator-authorisation'
      AND own.organisation = held.organisation AND own.role = held.role
      AND own.kenmerk_type = held.kenmerk_type AND own.kenmerk_value = held.kenmerk_value
    LEFT JOIN account AS granter ON granter.id = held.granter
    LEFT JOIN mandate ON granter.organisation <> held.organisation AND mandate.giving = held.organisation
      AND mandate.receiving = granter.organisation AND mandate.role = held.role
    LEFT JOIN role ON role.code = held.role
      AND (role.in_force_from > ${today} OR role.in_force_until <= ${today})
    WHERE held.ended_at IS NULL
      ${organisations === 'all' ? sql`` : sql`AND held.account IN (SELECT id FROM account WHERE organisation IN ${among(organisations)})`}
      ${after === undefined ? sql`` : sql`AND (${place}) > (${sql.join(after)})`}
      ${upTo === undefined ? sql`` : sql`AND (${place}) <= (${sql.join(upTo)})`}
  )
  SELECT * FROM judged
  WHERE coalesce(part_since, granter_since, role_defined_at, together_since, kept_since) IS NOT NULL
  ORDER BY account, kind, organisation, role, kenmerk_type, kenmerk_value
  LIMIT ${most}`;

/** @throws BadCursor */
const placeIn = (cursor: string): Place => decodeCursor(cursor, /^(\S{1,100} ){5}\S{1,100}$/).split(' ');

const shown = (row: Row, asked: GrantsToReviewAsked): GrantToReview => ({
  account: row.account,
  kind: row.kind,
  organisation: row.organisation,
  role: row.role,
  kenmerk: { type: row.kenmerk_type, value: row.kenmerk_value },
  event: row.event,
  grantedAt: row.granted_at,
  granter: row.granter,
  reasons: reasonsOf(row, asked),
});

function reasonsOf(row: Row, { today, beginOf }: GrantsToReviewAsked): readonly ReviewReason[] {
  const { standing, part_since, granter_since, role_until, role_defined_at, together_since, kept_since } =
    row;
  const reasons: ReviewReason[] = [];
  if (standing !== null && part_since !== null)
    reasons.push({ reason: `part-${standing}`, since: part_since });
  if (granter_since !== null) reasons.push({ reason: 'granter-without-authority', since: granter_since });
  if (role_defined_at !== null)
    reasons.push({
      reason: 'role-out-of-force',
      // A role that was put off has been out of force since that was decided.
      since: role_until !== null && role_until <= today ? beginOf(role_until) : role_defined_at,
    });
  if (together_since !== null) reasons.push({ reason: 'not-to-be-held-together', since: together_since });
  if (kept_since !== null) reasons.push({ reason: 'not-to-be-held-by-who-hands-it-out', since: kept_since });
  return reasons;
}
