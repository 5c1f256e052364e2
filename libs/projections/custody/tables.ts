import { type GeneratorProblem } from '#libs/domain/account/token-events';
import { type CustodyPlace, type CustodyState } from '#libs/domain/generator/custody';

export type CustodyTables = {
  /** How each generator stood in the ledger between two events that concerned it; `until` is open in the last one. */
  entry: {
    serial_number: string;
    /** From 1, in the order of history. */
    number: number;
    state: CustodyState;
    place: CustodyPlace;
    holder: string | null;
    delivered_to: string | null;
    problem: GeneratorProblem | null;
    delivery_note: string | null;
    received_on: string | null;
    tracking_number: string | null;
    seed_id: string | null;
    /** Id of the event that issued it. */
    issue: string | null;
    /** Time of the event behind it, RFC 3339, UTC. */
    since: string;
    until: string | null;
    /** Id and type of the event behind it. */
    event: string;
    type: string;
  };
  /** The letters that go with generators: what happens to one happens to what was issued by the event `issue`. */
  letter: { id: string; serial_number: string; issue: string };
};

export const tables = [
  `CREATE TABLE entry (
    serial_number TEXT NOT NULL,
    number INTEGER NOT NULL,
    state TEXT NOT NULL,
    place TEXT NOT NULL,
    holder TEXT,
    delivered_to TEXT,
    problem TEXT,
    delivery_note TEXT,
    received_on TEXT,
    tracking_number TEXT,
    seed_id TEXT,
    issue TEXT,
    since TEXT NOT NULL,
    until TEXT,
    event TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (serial_number, number)
  ) STRICT, WITHOUT ROWID`,
  'CREATE UNIQUE INDEX entry_now ON entry (serial_number) WHERE until IS NULL',
  'CREATE INDEX entry_by_holder ON entry (holder, serial_number)',
  'CREATE INDEX entry_by_seed ON entry (seed_id) WHERE until IS NULL',
  'CREATE TABLE letter (id TEXT PRIMARY KEY, serial_number TEXT NOT NULL, issue TEXT NOT NULL) STRICT, WITHOUT ROWID',
];
