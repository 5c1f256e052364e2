import { type KenmerkType } from '#libs/domain/role/role';

/** What of an account may be up for review: a role that it holds, or its right to hand one out. */
export const grantKinds = ['role-grant', 'administrator-authorisation'] as const;
export type GrantKind = (typeof grantKinds)[number];

/** Moments: RFC 3339, UTC. Dates: calendar dates in Europe/Amsterdam. */
export type GrantsToReviewTables = {
  account: { id: string; organisation: string; state: 'living' | 'ended' };
  /** Roles that accounts hold, and all rights to hand out that they have or had, each with one kenmerk. */
  held: {
    account: string;
    kind: GrantKind;
    /** Where it holds: for a role the account's own organisation. */
    organisation: string;
    role: string;
    kenmerk_type: KenmerkType;
    kenmerk_value: string;
    /** Id of the event that granted it. */
    event: string;
    /** Account of the administrator who granted it, `null` where it was not one. */
    granter: string | null;
    granted_at: string;
    /** Only of rights to hand out: whether a granter still has one is judged by these (ADM-07). */
    ended_at: string | null;
  };
  /** Parts of organisations, as they are there since a moment. */
  part: { organisation: string; id: string; standing: 'open' | 'closed' | 'handed-over'; since: string };
  /** Mandates that are or were given (ADM-05). */
  mandate: { giving: string; receiving: string; role: string; ended_at: string | null };
  role: {
    code: string;
    in_force_from: string;
    in_force_until: string | null;
    defined_at: string;
    /** Since when who may hand it out may not hold it (USR-12); `null` where they may. */
    kept_since: string | null;
  };
  /** Roles that may not be held together (USR-12), both ways round. `says`: the entry of the catalogue that says so. */
  separated: { role: string; other: string; says: string; since: string };
};

export const tables = [
  'CREATE TABLE account (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, state TEXT NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE INDEX account_of_organisation ON account (organisation)',
  `CREATE TABLE held (
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    organisation TEXT NOT NULL,
    role TEXT NOT NULL,
    kenmerk_type TEXT NOT NULL,
    kenmerk_value TEXT NOT NULL,
    event TEXT NOT NULL,
    granter TEXT,
    granted_at TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (account, kind, organisation, role, kenmerk_type, kenmerk_value)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE part (
    organisation TEXT NOT NULL,
    id TEXT NOT NULL,
    standing TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (organisation, id)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE mandate (
    giving TEXT NOT NULL,
    receiving TEXT NOT NULL,
    role TEXT NOT NULL,
    ended_at TEXT,
    PRIMARY KEY (giving, receiving, role)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE role (
    code TEXT PRIMARY KEY,
    in_force_from TEXT NOT NULL,
    in_force_until TEXT,
    defined_at TEXT NOT NULL,
    kept_since TEXT
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE separated (
    role TEXT NOT NULL,
    other TEXT NOT NULL,
    says TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (role, other, says)
  ) STRICT, WITHOUT ROWID`,
];
