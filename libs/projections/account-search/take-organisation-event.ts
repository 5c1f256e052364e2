import { type Kysely } from 'kysely';
import { type OrganisationEvent, type partOpened } from '#libs/domain/organisation/events';
import {
  type Address,
  type Addresses,
  type Sectors,
  withoutSector,
  withSector,
} from '#libs/domain/organisation/organisation';
import { type DataOf } from '#libs/domain/catalogue';
import { partKenmerkTypes } from '#libs/domain/role/role';
import { idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { keepOrganisationWords, keepPartWords } from './keep-words.js';
import { type AccountSearchTables } from './tables.js';

type Db = Kysely<AccountSearchTables>;
type WholePart = DataOf<(typeof partOpened)['fields']>;
type PartColumns = Partial<AccountSearchTables['organisation_part']>;

/** The organisation's rows after the event, and the words of the accounts that are found by them. */
export async function takeOrganisationEvent(
  db: Db,
  { event, envelope }: RecordedEvent<OrganisationEvent>,
): Promise<void> {
  const id = idOf(envelope.stream);
  switch (event.type) {
    case 'organisation.registered':
      return register(db, id, event.data);
    case 'organisation.entry-changed':
      return changeEntry(db, id, event.data);
    case 'organisation.sector-joined':
      return changeSectors(db, id, (known) => withSector(known, event.data.sector));
    case 'organisation.sector-left':
      return changeSectors(db, id, (known) => withoutSector(known, event.data.sector));
    case 'organisation.closed':
      return setState(db, id, 'closed');
    case 'organisation.reopened':
      return setState(db, id, 'open');
    case 'organisation.left':
      return setState(db, id, 'left');
    case 'organisation.part-sector-left':
    case 'organisation.departure-completed':
    case 'organisation.move-announced':
    case 'organisation.move-withdrawn':
      return;
    case 'organisation.part-opened':
    case 'organisation.part-taken-over':
      return openPart(db, id, event.data);
    case 'organisation.part-closed':
      return changePart(db, id, event.data.part, { standing: 'closed' });
    case 'organisation.part-renamed':
      return changePart(db, id, event.data.part, { name: event.data.name });
    case 'organisation.part-moved':
      return changePart(db, id, event.data.part, addressColumns(event.data));
    case 'organisation.part-handed-over':
      return changePart(db, id, event.data.part, { standing: 'handed-over', handed_over_to: event.data.to });
    default:
      return event satisfies never;
  }
}

async function register(
  db: Db,
  id: string,
  data: Extract<OrganisationEvent, { type: 'organisation.registered' }>['data'],
): Promise<void> {
  await db
    .insertInto('organisation')
    .values({
      id,
      type: data.type,
      code: data.code,
      name: data.name ?? null,
      ...addressColumns(data),
      sectors_json: JSON.stringify(data.sectors),
      rmc_region: data.rmcRegion ?? null,
      state: 'open',
    })
    .execute();
  await refreshAccountsOf(db, id);
}

async function changeEntry(
  db: Db,
  id: string,
  data: Extract<OrganisationEvent, { type: 'organisation.entry-changed' }>['data'],
): Promise<void> {
  await db
    .updateTable('organisation')
    .set({ name: data.name, ...addressColumns(data), rmc_region: data.rmcRegion ?? null })
    .where('id', '=', id)
    .execute();
  await refreshAccountsOf(db, id);
}

async function changeSectors(db: Db, id: string, change: (known: Sectors) => Sectors): Promise<void> {
  const known = await db
    .selectFrom('organisation')
    .select('sectors_json')
    .where('id', '=', id)
    .executeTakeFirst();
  if (known === undefined) return;
  const sectors = change(JSON.parse(known.sectors_json) as Sectors);
  await db
    .updateTable('organisation')
    .set({ sectors_json: JSON.stringify(sectors) })
    .where('id', '=', id)
    .execute();
}

/** Whatever the register says of it, an organisation that has left stays so (ORG-05). */
async function setState(db: Db, id: string, state: 'open' | 'closed' | 'left'): Promise<void> {
  await db
    .updateTable('organisation')
    .set({ state })
    .where('id', '=', id)
    .where('state', '!=', 'left')
    .execute();
}

async function openPart(db: Db, organisation: string, data: WholePart): Promise<void> {
  const columns = {
    type: data.partType,
    name: data.name,
    institution: data.institution ?? null,
    ...addressColumns(data),
    standing: 'open' as const,
    handed_over_to: null,
  };
  await db
    .insertInto('organisation_part')
    .values({ organisation, id: data.part, ...columns })
    .onConflict((known) => known.columns(['organisation', 'id']).doUpdateSet(columns))
    .execute();
  await refreshAccountsAt(db, data.part);
}

async function changePart(db: Db, organisation: string, part: string, columns: PartColumns): Promise<void> {
  await db
    .updateTable('organisation_part')
    .set(columns)
    .where('organisation', '=', organisation)
    .where('id', '=', part)
    .execute();
  await refreshAccountsAt(db, part);
}

async function refreshAccountsOf(db: Db, organisation: string): Promise<void> {
  const accounts = await db
    .selectFrom('account')
    .select('number')
    .where('organisation', '=', organisation)
    .where('sort_key', 'is not', null)
    .execute();
  await keepOrganisationWords(
    db,
    accounts.map(({ number }) => number),
    organisation,
  );
}

/** The accounts with a kenmerk that points at the part. */
async function refreshAccountsAt(db: Db, part: string): Promise<void> {
  const accounts = await db
    .selectFrom('account_role as role')
    .innerJoin('account', 'account.number', 'role.number')
    .select('role.number')
    .distinct()
    .where('role.kenmerk_value', '=', part)
    .where('role.kenmerk_type', 'in', partKenmerkTypes)
    .where('account.sort_key', 'is not', null)
    .execute();
  for (const { number } of accounts) await keepPartWords(db, number);
}

const addressColumns = ({ visitingAddress, postalAddress }: Addresses) => ({
  visiting_address_json: jsonOf(visitingAddress),
  postal_address_json: jsonOf(postalAddress),
});

const jsonOf = (address: Address | undefined): string | null =>
  address === undefined ? null : JSON.stringify(address);
