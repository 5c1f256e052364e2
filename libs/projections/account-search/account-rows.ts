import { type Kysely, sql } from 'kysely';
import { type BlockReason } from '#libs/domain/account/events';
import { type SignInMethod } from '#libs/domain/account/holder-fields';
import { type Account } from '#libs/domain/account/state';
import { type Kenmerk, partKenmerkTypes } from '#libs/domain/role/role';
import { among } from '../engine/among.js';
import { type Rows } from '../engine/projection.js';
import { type PartRow, parts } from './parts.js';
import { type AccountSearchTables, type CodeState, type LivingOrEnded } from './tables.js';

type Db = Kysely<AccountSearchTables>;

/** An account as it is shown (USR-01). Personal fields are `null` where there is nothing, or nothing any more. */
export interface AccountRow {
  readonly id: string;
  readonly organisation: { readonly id: string; readonly code: string | null; readonly name: string | null };
  readonly kind: Account['kind'];
  readonly state: LivingOrEnded;
  readonly signInMethod: SignInMethod;
  readonly username: string | null;
  readonly surname: string | null;
  readonly initials: string | null;
  readonly prefix: string | null;
  readonly telephone: string | null;
  readonly emailAddress: string | null;
  readonly function: string | null;
  /** Whether a means is coupled. */
  readonly coupled: boolean;
  /** Whether the account is on its way from token to eHerkenning (CNV-04). */
  readonly converting: boolean;
  /** Whether it is of an administration office's staff (CNV-01). */
  readonly officeStaff: boolean;
  /** What for, while the service desk has it blocked (USR-07). */
  readonly blocked: BlockReason | null;
  /** `expiresAt`: RFC 3339, UTC; `null` without a code. */
  readonly activationCode: { readonly state: CodeState; readonly expiresAt: string | null };
  readonly roles: readonly { readonly role: string; readonly kenmerken: readonly Kenmerk[] }[];
  /** Organisation parts that the kenmerken point at, as far as they are known. */
  readonly parts: readonly PartRow[];
  /** Revision of the account's last event. */
  readonly revision: number;
  /** Position of the account's last event. */
  readonly position: string;
}

/** USR-01: one account, ended and erased ones too. */
export async function findAccount(rows: Rows, id: string): Promise<AccountRow | undefined> {
  return rows
    .withTables<AccountSearchTables>()
    .transaction()
    .execute(async (db) => {
      const found = await db.selectFrom('account').select('number').where('id', '=', id).executeTakeFirst();
      return found === undefined ? undefined : (await accountRows(db, [found.number]))[0];
    });
}

/** The accounts with these numbers, in the same order. */
export async function accountRows(db: Db, numbers: readonly number[]): Promise<AccountRow[]> {
  const accounts = await selectAccounts(db, numbers);
  const held = await db
    .selectFrom('account_role')
    .selectAll()
    .where('number', 'in', among(numbers))
    .orderBy('number')
    .orderBy('role')
    .orderBy('kenmerk_type')
    .orderBy('kenmerk_value')
    .execute();
  const known = await parts(db, [...new Set(held.filter(pointsAtPart).map((row) => row.kenmerk_value))]);
  const byNumber = new Map(accounts.map((account) => [account.number, account]));
  return numbers.flatMap((number) => {
    const account = byNumber.get(number);
    if (account === undefined) return [];
    const kenmerken = held.filter((row) => row.number === number);
    const pointedAt = new Set(kenmerken.filter(pointsAtPart).map((row) => row.kenmerk_value));
    return [
      {
        ...shown(account),
        roles: rolesOf(kenmerken),
        parts: known.filter(({ id }) => pointedAt.has(id)),
      },
    ];
  });
}

const pointsAtPart = ({ kenmerk_type }: { kenmerk_type: Kenmerk['type'] }): boolean =>
  partKenmerkTypes.includes(kenmerk_type);

const selectAccounts = (db: Db, numbers: readonly number[]) =>
  db
    .selectFrom('account')
    .leftJoin('organisation', 'organisation.id', 'account.organisation')
    .selectAll('account')
    .select(['organisation.code as organisation_code', 'organisation.name as organisation_name'])
    // A number of JavaScript has 53 bits, a position 64.
    .select(sql<string>`cast(account.position as text)`.as('position'))
    .where('account.number', 'in', among(numbers))
    .execute();

const shown = (account: Awaited<ReturnType<typeof selectAccounts>>[number]) => ({
  id: account.id,
  organisation: {
    id: account.organisation,
    code: account.organisation_code,
    name: account.organisation_name,
  },
  kind: account.kind,
  state: account.state,
  signInMethod: account.sign_in_method,
  username: account.username,
  surname: account.surname,
  initials: account.initials,
  prefix: account.prefix,
  telephone: account.telephone,
  emailAddress: account.email_address,
  function: account.function,
  coupled: account.coupled === 1,
  converting: account.converting === 1,
  officeStaff: account.office_staff === 1,
  blocked: account.blocked,
  activationCode: { state: account.code_state, expiresAt: account.code_expires_at },
  revision: account.revision,
  position: account.position,
});

/** The rows are in order of role. */
function rolesOf(rows: readonly AccountSearchTables['account_role'][]): AccountRow['roles'] {
  const roles = new Map<string, Kenmerk[]>();
  for (const { role, kenmerk_type, kenmerk_value } of rows)
    roles.set(role, [...(roles.get(role) ?? []), { type: kenmerk_type, value: kenmerk_value }]);
  return Array.from(roles, ([role, kenmerken]) => ({ role, kenmerken }));
}
