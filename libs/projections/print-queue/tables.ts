import { type Channel, type LetterKind } from '#libs/domain/letter/events';
import { type Letter } from '#libs/domain/letter/letter';

export type PrintQueueTables = {
  letter: {
    id: string;
    kind: LetterKind;
    channel: Channel;
    organisation: string;
    account: string | null;
    delivered_to: string | null;
    /** The number on it; nothing before it was made. */
    number: string | null;
    serial_number: string | null;
    state: Letter['state'];
    /** RFC 3339, UTC. */
    asked_at: string;
    /** When it came into the state that it is in. */
    since: string;
    /** How often it was opened again. */
    opened_again: number;
    tracking_number: string | null;
    /** 0 or 1; nothing before it was made. */
    address_on_record: number | null;
  };
};

export const tables = [
  `CREATE TABLE letter (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    organisation TEXT NOT NULL,
    account TEXT,
    delivered_to TEXT,
    number TEXT,
    serial_number TEXT,
    state TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    since TEXT NOT NULL,
    opened_again INTEGER NOT NULL,
    tracking_number TEXT,
    address_on_record INTEGER
  ) STRICT`,
  'CREATE INDEX letter_in_state ON letter (state, asked_at, id)',
  'CREATE INDEX letter_in_order ON letter (asked_at, id)',
];
