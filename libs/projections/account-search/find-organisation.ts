import { type Address, type OrganisationType, type Sectors } from '#libs/domain/organisation/organisation';
import { type Rows } from '../engine/projection.js';
import { addressOf, type PartRow, partsOf } from './parts.js';
import { type AccountSearchTables } from './tables.js';

/** An organisation as it is shown (ORG-01). */
export interface OrganisationRow {
  readonly id: string;
  readonly type: OrganisationType;
  readonly code: string;
  readonly name: string | null;
  readonly visitingAddress: Address | null;
  readonly postalAddress: Address | null;
  readonly sectors: Sectors;
  /** Of a municipality, where known. */
  readonly rmcRegion: string | null;
  /** `left`: it no longer uses the portal (ORG-05). */
  readonly state: 'open' | 'closed' | 'left';
  /** Every part that it has or had, by id. */
  readonly parts: readonly PartRow[];
}

/** ORG-01 */
export async function findOrganisation(rows: Rows, id: string): Promise<OrganisationRow | undefined> {
  return rows
    .withTables<AccountSearchTables>()
    .transaction()
    .execute(async (db) => {
      const found = await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
      if (found === undefined) return undefined;
      const { visiting_address_json, postal_address_json, sectors_json, rmc_region, ...organisation } = found;
      return {
        ...organisation,
        visitingAddress: addressOf(visiting_address_json),
        postalAddress: addressOf(postal_address_json),
        sectors: JSON.parse(sectors_json) as Sectors,
        rmcRegion: rmc_region,
        parts: await partsOf(db, id),
      };
    });
}
