import { type ColumnType } from 'kysely';

/** Written as a 64-bit number; read as text, because a number of JavaScript has 53 bits. */
type PositionColumn = ColumnType<never, bigint, bigint>;

/** Who did what, when, on whose authority (AVG-01). No personal data: names are resolved by who may read them. */
export interface AuditEntryTable {
  /** The event's id is the entry's: it stays the same whenever the read model is built. */
  id: string;
  position: PositionColumn;
  stream: string;
  revision: number;
  /** RFC 3339, UTC: the writer's clock. */
  time: string;
  type: string;
  /** Id of the account that it happened to. */
  account: string | null;
  organisation: string | null;
  actor_kind: string;
  /** Pseudonym. */
  actor: string;
  via: string | null;
  basis: string;
  command: string;
  command_name: string;
  correlation: string;
  causation: string;
  channel: string;
  policy: string | null;
  /** JSON list of rule ids: what the event follows from, or what refused. */
  rules_json: string;
  /** 0 or 1. */
  refused: number;
}

export type AuditTrailTables = {
  audit_entry: AuditEntryTable;
  audit_rule: { rule: string; position: PositionColumn };
  /** Organisation of each account, for the events that don't name it. */
  account_organisation: { account: string; organisation: string };
};

export const tables = [
  `CREATE TABLE audit_entry (
    id TEXT NOT NULL UNIQUE,
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    time TEXT NOT NULL,
    type TEXT NOT NULL,
    account TEXT,
    organisation TEXT,
    actor_kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    via TEXT,
    basis TEXT NOT NULL,
    command TEXT NOT NULL,
    command_name TEXT NOT NULL,
    correlation TEXT NOT NULL,
    causation TEXT NOT NULL,
    channel TEXT NOT NULL,
    policy TEXT,
    rules_json TEXT NOT NULL,
    refused INTEGER NOT NULL
  ) STRICT`,
  'CREATE INDEX audit_entry_of_account ON audit_entry (account, position) WHERE account IS NOT NULL',
  'CREATE INDEX audit_entry_of_organisation ON audit_entry (organisation, position) WHERE organisation IS NOT NULL',
  'CREATE INDEX audit_entry_by_actor ON audit_entry (actor, position)',
  'CREATE INDEX audit_entry_by_time ON audit_entry (time, position)',
  'CREATE INDEX audit_entry_refused ON audit_entry (position) WHERE refused = 1',
  'CREATE TABLE audit_rule (rule TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (rule, position)) STRICT, WITHOUT ROWID',
  'CREATE TABLE account_organisation (account TEXT PRIMARY KEY, organisation TEXT NOT NULL) STRICT',
] as const;
