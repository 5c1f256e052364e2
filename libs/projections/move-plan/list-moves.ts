import { sql } from 'kysely';
import { type Sector } from '#libs/domain/organisation/organisation';
import { decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';

/** How far an open organisation is that moves to eHerkenning. Counts are of living accounts, office staff left out (CNV-01). */
export interface PlannedMove {
  readonly id: string;
  readonly name: string | null;
  /** Its own date, or else the earliest of its sectors; Europe/Amsterdam. */
  readonly date: string;
  /** When it was told of this date: RFC 3339, UTC. `null`: not yet. */
  readonly announcedAt: string | null;
  /** Sign in with a token; the conversion has not begun. */
  readonly toConvert: number;
  /** Are being converted; the token still signs in (CNV-04). */
  readonly converting: number;
  /** Sign in with eHerkenning, with a means coupled. */
  readonly coupled: number;
  /** Sign in with eHerkenning, without a means as yet. */
  readonly notYetCoupled: number;
}

export interface MovesAsked {
  /** Only organisations of this sector. */
  readonly sector?: Sector;
  /** 1 to 100, by default 25. */
  readonly limit?: number;
  /** `next` of the page before. */
  readonly cursor?: string;
}

export interface PlannedMovePage {
  readonly moves: readonly PlannedMove[];
  /** Absent on the last page. */
  readonly next?: string;
}

/**
 * ORG-06: the organisations that a plan covers, by id.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function listMoves(rows: Rows, asked: MovesAsked): Promise<PlannedMovePage> {
  const limit = pageLength(asked.limit);
  const after = asked.cursor === undefined ? '' : decodeCursor(asked.cursor, /^[^\s]{1,100}$/);
  const inSector =
    asked.sector === undefined
      ? sql`TRUE`
      : sql`organisation.id IN (SELECT organisation FROM organisation_sector WHERE sector = ${asked.sector})`;
  const { rows: found } = await sql<PlannedMove>`
    WITH mover AS (
      SELECT organisation.*, coalesce(
        (SELECT date FROM planned_move WHERE id = 'organisation-' || organisation.id),
        (SELECT min(date) FROM planned_move JOIN organisation_sector ON planned_move.id = 'sector-' || sector
          WHERE organisation_sector.organisation = organisation.id)
      ) AS date
      FROM organisation
      WHERE state = 'open' AND organisation.id > ${after} AND ${inSector}
    ), page AS (
      SELECT * FROM mover WHERE date IS NOT NULL ORDER BY id LIMIT ${limit + 1}
    )
    SELECT page.id, name, date,
      CASE WHEN announced_date = date THEN announced_at END AS "announcedAt",
      count(account.id) FILTER (WHERE sign_in_method = 'token' AND converting = 0) AS "toConvert",
      count(account.id) FILTER (WHERE sign_in_method = 'token' AND converting = 1) AS "converting",
      count(account.id) FILTER (WHERE sign_in_method = 'eherkenning' AND coupled = 1) AS "coupled",
      count(account.id) FILTER (WHERE sign_in_method = 'eherkenning' AND coupled = 0) AS "notYetCoupled"
    FROM page LEFT JOIN account ON account.organisation = page.id AND office_staff = 0
    GROUP BY page.id
    ORDER BY page.id`.execute(rows);
  const moves = found.slice(0, limit);
  const last = moves.at(-1);
  return found.length > limit && last !== undefined ? { moves, next: encodeCursor(last.id) } : { moves };
}
