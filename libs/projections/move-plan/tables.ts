import { type SignInMethod } from '#libs/domain/account/holder-fields';
import { type Sector } from '#libs/domain/organisation/organisation';

export type MovePlanTables = {
  organisation: {
    id: string;
    name: string | null;
    state: 'open' | 'closed' | 'left';
    /** The date that it was told last, Europe/Amsterdam, and when it was told: RFC 3339, UTC. */
    announced_date: string | null;
    announced_at: string | null;
  };
  organisation_sector: { organisation: string; sector: Sector };
  /** Planned moves by id of their stream. Dates: Europe/Amsterdam. */
  planned_move: { id: string; date: string };
  /** Living accounts. */
  account: {
    id: string;
    organisation: string;
    sign_in_method: SignInMethod;
    converting: 0 | 1;
    coupled: 0 | 1;
    office_staff: 0 | 1;
  };
};

export const tables = [
  `CREATE TABLE organisation (
    id TEXT PRIMARY KEY,
    name TEXT,
    state TEXT NOT NULL,
    announced_date TEXT,
    announced_at TEXT
  ) STRICT`,
  `CREATE TABLE organisation_sector (
    organisation TEXT NOT NULL,
    sector TEXT NOT NULL,
    PRIMARY KEY (organisation, sector)
  ) STRICT, WITHOUT ROWID`,
  'CREATE TABLE planned_move (id TEXT PRIMARY KEY, date TEXT NOT NULL) STRICT',
  `CREATE TABLE account (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL,
    sign_in_method TEXT NOT NULL,
    converting INTEGER NOT NULL,
    coupled INTEGER NOT NULL,
    office_staff INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX account_of_organisation ON account (organisation)',
];
