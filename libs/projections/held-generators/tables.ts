import { type HeldGenerator } from '#libs/domain/account/held-generators';
import { type CallBackReason } from '#libs/domain/account/token-events';

export type HeldGeneratorsTables = {
  account: { id: string; organisation: string; state: 'living' | 'ended' };
  /** Generators that are out with an account, until their return is recorded. */
  generator: {
    account: string;
    serial_number: string;
    state: HeldGenerator['state'];
    /** RFC 3339, UTC. */
    issued_at: string;
    called_back_at: string | null;
    reason: CallBackReason | null;
    /** When it was called back, else when it was issued. */
    since: string;
  };
};

export const tables = [
  'CREATE TABLE account (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, state TEXT NOT NULL) STRICT',
  `CREATE TABLE generator (
    account TEXT NOT NULL,
    serial_number TEXT NOT NULL,
    state TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    called_back_at TEXT,
    reason TEXT,
    since TEXT NOT NULL,
    PRIMARY KEY (account, serial_number)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX generator_since ON generator (since, account, serial_number)',
];
