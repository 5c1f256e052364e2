import { type Kysely, sql } from 'kysely';
import { type Address, type PartType } from '#libs/domain/organisation/organisation';
import { among } from '../engine/among.js';
import { type AccountSearchTables } from './tables.js';

/** An organisation part as it is shown (USR-01). */
export interface PartRow {
  readonly id: string;
  readonly type: PartType;
  readonly name: string;
  readonly visitingAddress: Address | null;
  readonly postalAddress: Address | null;
  /** Id and name of the organisation that has it. */
  readonly organisation: string;
  readonly board: string | null;
  readonly standing: 'open' | 'closed' | 'handed-over';
}

/** The parts with these ids, each once, by id; where boards have had it one after another, as it is with the last. */
export async function parts(
  db: Kysely<AccountSearchTables>,
  ids: readonly string[],
): Promise<readonly PartRow[]> {
  if (ids.length === 0) return [];
  const rows = await selectParts(db)
    .where('part.id', 'in', among(ids))
    .orderBy('part.id')
    .orderBy(sql`case part.standing when 'open' then 0 when 'closed' then 1 else 2 end`)
    .orderBy('part.organisation')
    .execute();
  return rows.filter(({ id }, index) => id !== rows[index - 1]?.id).map(shown);
}

/** Every part that the organisation has or had, by id. */
export async function partsOf(
  db: Kysely<AccountSearchTables>,
  organisation: string,
): Promise<readonly PartRow[]> {
  const rows = await selectParts(db)
    .where('part.organisation', '=', organisation)
    .orderBy('part.id')
    .execute();
  return rows.map(shown);
}

const selectParts = (db: Kysely<AccountSearchTables>) =>
  db
    .selectFrom('organisation_part as part')
    .leftJoin('organisation as board', 'board.id', 'part.organisation')
    .selectAll('part')
    .select('board.name as board');

type PartColumns = Awaited<ReturnType<ReturnType<typeof selectParts>['execute']>>[number];

const shown = ({ id, type, name, organisation, board, standing, ...rest }: PartColumns): PartRow => ({
  id,
  type,
  name,
  organisation,
  board,
  standing,
  visitingAddress: addressOf(rest.visiting_address_json),
  postalAddress: addressOf(rest.postal_address_json),
});

export const addressOf = (json: string | null): Address | null =>
  json === null ? null : (JSON.parse(json) as Address);
