import { type GeneratorProblem } from '#libs/domain/account/token-events';
import { type CustodyPlace, type CustodyState } from '#libs/domain/generator/custody';

/** `missing`: in stock by the ledger, and not counted. `unexpected`: counted, and not in stock by the ledger. */
export const differenceKinds = ['missing', 'unexpected'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

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
  /** Counts of the stock (TOK-10). Moments RFC 3339, UTC. */
  count: {
    number: number;
    counted_at: string;
    recorded_at: string;
    report: string;
    /** How many lay there. */
    counted: number;
  };
  /** Where a count and the ledger of its moment differ; settled by what happened since. */
  difference: {
    count: number;
    serial_number: string;
    kind: DifferenceKind;
    /** What the ledger said; nothing where it knew no such generator. */
    state: CustodyState | null;
    place: CustodyPlace | null;
    holder: string | null;
    /** Id, type and time of the event that settled it. */
    settled_by: string | null;
    settled_type: string | null;
    settled_at: string | null;
  };
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
  `CREATE TABLE count (
    number INTEGER PRIMARY KEY,
    counted_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    report TEXT NOT NULL,
    counted INTEGER NOT NULL
  ) STRICT`,
  `CREATE TABLE difference (
    count INTEGER NOT NULL,
    serial_number TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT,
    place TEXT,
    holder TEXT,
    settled_by TEXT,
    settled_type TEXT,
    settled_at TEXT,
    PRIMARY KEY (count, serial_number)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX difference_open ON difference (serial_number) WHERE settled_by IS NULL',
  'CREATE TABLE letter (id TEXT PRIMARY KEY, serial_number TEXT NOT NULL, issue TEXT NOT NULL) STRICT, WITHOUT ROWID',
];
