import { type ColumnType } from 'kysely';
import { type BlockReason } from '#libs/domain/account/events';
import { type SignInMethod } from '#libs/domain/account/holder-fields';
import { type Account, type EndedAccount } from '#libs/domain/account/state';
import { type OrganisationType, type PartType } from '#libs/domain/organisation/organisation';
import { type KenmerkType } from '#libs/domain/role/role';

/** Written as a 64-bit number; read as text, because a number of JavaScript has 53 bits. */
export type PositionColumn = ColumnType<never, bigint, bigint>;

/** `waiting` for the mail to leave; `void`: it can't couple any more. Whether it has expired is for the reader's clock. */
export type CodeState = 'none' | 'waiting' | 'mailed' | 'failed' | 'void' | 'expired';

/** Ended accounts are shown, and not found (END-01). */
export type LivingOrEnded = (Account | EndedAccount)['state'];

/** Personal columns are `null` where they were never filled in, and once they are erased. */
export interface PersonalColumns {
  username: string | null;
  surname: string | null;
  initials: string | null;
  prefix: string | null;
  telephone: string | null;
  email_address: string | null;
  function: string | null;
}

interface AccountTable extends PersonalColumns {
  /** Its place in the order of creation: shorter than the id in the table of words. */
  number: ColumnType<number, never, never>;
  id: string;
  organisation: string;
  kind: Account['kind'];
  state: LivingOrEnded;
  sign_in_method: SignInMethod;
  /** 0 or 1. */
  coupled: number;
  /** 0 or 1: between conversion and coupling (CNV-04). */
  converting: number;
  /** 0 or 1 (CNV-01). */
  office_staff: number;
  /** What for, while it is. */
  blocked: BlockReason | null;
  code_id: string | null;
  code_state: CodeState;
  code_expires_at: string | null;
  revision: number;
  position: PositionColumn;
  /** Folded surname and initials; `null` when nobody can be found here any more. */
  sort_key: string | null;
}

/** What an account's words come from, so that a change of the one leaves the others alone. */
export type WordSource = 'holder' | 'organisation' | 'parts';

/** Columns that hold JSON say so in their name. */
interface AddressColumns {
  visiting_address_json: string | null;
  postal_address_json: string | null;
}

export type AccountSearchTables = {
  account: AccountTable;
  account_word: { number: number; word: string; source: WordSource };
  account_role: { number: number; role: string; kenmerk_type: KenmerkType; kenmerk_value: string };
  organisation: AddressColumns & {
    id: string;
    type: OrganisationType;
    code: string;
    name: string | null;
    sectors_json: string;
    rmc_region: string | null;
    state: 'open' | 'closed' | 'left';
  };
  organisation_part: AddressColumns & {
    organisation: string;
    id: string;
    type: PartType;
    name: string;
    /** Of a location: the id of its institution. */
    institution: string | null;
    standing: 'open' | 'closed' | 'handed-over';
    handed_over_to: string | null;
  };
};

export const tables = [
  `CREATE TABLE account (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    sign_in_method TEXT NOT NULL,
    username TEXT,
    surname TEXT,
    initials TEXT,
    prefix TEXT,
    telephone TEXT,
    email_address TEXT,
    function TEXT,
    coupled INTEGER NOT NULL,
    converting INTEGER NOT NULL,
    office_staff INTEGER NOT NULL,
    blocked TEXT,
    code_id TEXT,
    code_state TEXT NOT NULL,
    code_expires_at TEXT,
    revision INTEGER NOT NULL,
    position INTEGER NOT NULL,
    sort_key TEXT
  ) STRICT`,
  'CREATE INDEX account_in_order ON account (sort_key, id)',
  'CREATE INDEX account_of_organisation ON account (organisation, sort_key, id)',
  `CREATE TABLE account_word (
    number INTEGER NOT NULL,
    word TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (number, word, source)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX account_by_word ON account_word (word, number)',
  `CREATE TABLE account_role (
    number INTEGER NOT NULL,
    role TEXT NOT NULL,
    kenmerk_type TEXT NOT NULL,
    kenmerk_value TEXT NOT NULL,
    PRIMARY KEY (number, role, kenmerk_type, kenmerk_value)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX account_by_kenmerk ON account_role (kenmerk_value, kenmerk_type)',
  `CREATE TABLE organisation (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT,
    visiting_address_json TEXT,
    postal_address_json TEXT,
    sectors_json TEXT NOT NULL,
    rmc_region TEXT,
    state TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE organisation_part (
    organisation TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    institution TEXT,
    visiting_address_json TEXT,
    postal_address_json TEXT,
    standing TEXT NOT NULL,
    handed_over_to TEXT,
    PRIMARY KEY (organisation, id)
  ) STRICT`,
  'CREATE INDEX organisation_part_by_id ON organisation_part (id)',
] as const;
