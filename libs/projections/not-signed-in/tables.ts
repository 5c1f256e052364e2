import { type Account } from '#libs/domain/account/state';

export type NotSignedInTables = {
  /** Living accounts that sign in with a token. Moments: RFC 3339, UTC. */
  account: {
    id: string;
    organisation: string;
    kind: Account['kind'];
    created_at: string;
    /** `null`: never. */
    last_signed_in_at: string | null;
    /** From when on nobody signed in: the last time, or the making of the account. */
    silent_since: string;
  };
};

export const tables = [
  `CREATE TABLE account (
    id TEXT PRIMARY KEY,
    organisation TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at TEXT NOT NULL,
    last_signed_in_at TEXT,
    silent_since TEXT NOT NULL
  ) STRICT`,
  'CREATE INDEX account_in_order ON account (silent_since, id)',
];
