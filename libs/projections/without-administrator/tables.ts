import { type OrganisationType } from '#libs/domain/organisation/organisation';
import { type KenmerkType } from '#libs/domain/role/role';

export type WithoutAdministratorTables = {
  organisation: {
    id: string;
    type: OrganisationType;
    code: string;
    name: string | null;
    state: 'open' | 'closed' | 'left';
  };
  /** Living accounts only. `blocked`: 0 or 1. */
  account: { id: string; organisation: string; blocked: number };
  /** What a living account may hand out, as registered; for another organisation it takes that one's mandate too. */
  authorisation: {
    account: string;
    organisation: string;
    role: string;
    kenmerk_type: KenmerkType;
    kenmerk_value: string;
  };
  /** Mandates in force (ADM-05). */
  mandate: { giving: string; receiving: string; role: string };
};

export const tables = [
  `CREATE TABLE organisation (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT,
    state TEXT NOT NULL
  ) STRICT`,
  'CREATE TABLE account (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, blocked INTEGER NOT NULL) STRICT',
  'CREATE INDEX account_of_organisation ON account (organisation)',
  `CREATE TABLE authorisation (
    organisation TEXT NOT NULL,
    account TEXT NOT NULL,
    role TEXT NOT NULL,
    kenmerk_type TEXT NOT NULL,
    kenmerk_value TEXT NOT NULL,
    PRIMARY KEY (organisation, account, role, kenmerk_type, kenmerk_value)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX authorisation_of_account ON authorisation (account)',
  `CREATE TABLE mandate (
    giving TEXT NOT NULL,
    receiving TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (giving, receiving, role)
  ) STRICT, WITHOUT ROWID`,
];
