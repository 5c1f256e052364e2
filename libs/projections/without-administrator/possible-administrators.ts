import { type Rows } from '../engine/projection.js';
import { type WithoutAdministratorTables } from './tables.js';

/** ADM-08: ids of the living accounts that have an authorisation at the organisation, by id; whether it holds is for their streams to say. */
export async function possibleAdministrators(rows: Rows, organisation: string): Promise<readonly string[]> {
  const found = await rows
    .withTables<WithoutAdministratorTables>()
    .selectFrom('authorisation')
    .select('account')
    .distinct()
    .where('organisation', '=', organisation)
    .orderBy('account')
    .execute();
  return found.map(({ account }) => account);
}
