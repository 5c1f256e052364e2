import { type Kysely, sql } from 'kysely';
import { type OrganisationType } from '#libs/domain/organisation/organisation';
import { decodeCursor, encodeCursor, pageLength } from '../engine/cursor.js';
import { type Rows } from '../engine/projection.js';
import { type WithoutAdministratorTables } from './tables.js';

/** An open organisation whose users nobody can manage; they keep working (ORG-04). */
export interface OrganisationWithoutAdministrator {
  readonly id: string;
  readonly type: OrganisationType;
  readonly code: string;
  readonly name: string | null;
  /** Living accounts of the organisation. */
  readonly accounts: number;
}

export interface OrganisationPage {
  readonly organisations: readonly OrganisationWithoutAdministrator[];
  /** Absent on the last page. */
  readonly next?: string;
}

/**
 * ORG-04: by id.
 *
 * @throws BadCursor
 * @throws RangeError when `limit` is not from 1 to 100
 */
export async function listOrganisations(
  rows: Rows,
  page: { readonly limit?: number; readonly cursor?: string },
): Promise<OrganisationPage> {
  const limit = pageLength(page.limit);
  const after = page.cursor === undefined ? '' : decodeCursor(page.cursor, /^[^\s]{1,100}$/);
  const db = rows.withTables<WithoutAdministratorTables>();
  const found = await db
    .selectFrom('organisation')
    .select(['id', 'type', 'code', 'name'])
    .select((select) =>
      select
        .selectFrom('account')
        .select(sql<number>`count(*)`.as('count'))
        .whereRef('account.organisation', '=', 'organisation.id')
        .$asScalar()
        .$notNull()
        .as('accounts'),
    )
    .where('state', '=', 'open')
    .where('id', '>', after)
    .where((where) => where.not(where.exists(administrators(db))))
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const organisations = found.slice(0, limit);
  const last = organisations.at(-1);
  return found.length > limit && last !== undefined
    ? { organisations, next: encodeCursor(last.id) }
    : { organisations };
}

/**
 * Authorisations at the organisation that hold: its own, or another one's by a mandate that names the role (ADM-05). Who
 * is blocked may do nothing meanwhile.
 */
const administrators = (db: Kysely<WithoutAdministratorTables>) =>
  db
    .selectFrom('authorisation')
    .innerJoin('account', 'account.id', 'authorisation.account')
    .leftJoin('mandate', (join) =>
      join
        .onRef('mandate.giving', '=', 'authorisation.organisation')
        .onRef('mandate.receiving', '=', 'account.organisation')
        .onRef('mandate.role', '=', 'authorisation.role'),
    )
    .select('authorisation.role')
    .where('authorisation.organisation', '=', sql<string>`organisation.id`)
    .where('account.blocked', '=', 0)
    .where((where) =>
      where.or([
        where('account.organisation', '=', where.ref('authorisation.organisation')),
        where('mandate.role', 'is not', null),
      ]),
    );
