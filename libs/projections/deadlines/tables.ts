import { type SignInMethod } from '#libs/domain/account/holder-fields';

/** What has a start and comes to an end by itself. */
export const deadlineKinds = [
  'coupling-lapses',
  'password-expires',
  'activation-code-expires',
  'sign-in-lock-ends',
  'long-not-signed-in',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** The account's own stream, or that of its sign-ins. */
export type DeadlineSource = 'account' | 'sign-in';

/** Moments: RFC 3339, UTC. Flags: 0 or 1. */
export type DeadlinesTables = {
  /** Accounts that live. */
  account: { id: string; organisation: string; sign_in_method: SignInMethod };
  /** What stands, one for each stream that it is set by: a coupling's is set by coupling and by signing in (EHK-05). */
  deadline: {
    account: string;
    kind: DeadlineKind;
    source: DeadlineSource;
    started_at: string;
    /** As it stands in the event; `null` where the event has none (PWD-12 has none at all). */
    ends_at: string | null;
    /** Id and place of the event that set it. */
    event: string;
    stream: string;
    revision: number;
    /** Id of the activation code, or of the password's delivery. */
    about: string | null;
    /** Whether, of those of its kind, this one started last: from there other numbers are counted. */
    starts: number;
    /** Whether, of those of its kind, this one ends last: that end holds. */
    ends: number;
    /** The end that holds. */
    stands_until: string | null;
  };
  /** Failures and locks at signing in by token, of accounts that there were (LOG-02). */
  failure: {
    account: string;
    revision: number;
    failed_at: string;
    last_success_at: string | null;
    event: string;
  };
  locked: { account: string; revision: number; locked_at: string; event: string };
};

export const tables = [
  'CREATE TABLE account (id TEXT PRIMARY KEY, organisation TEXT NOT NULL, sign_in_method TEXT NOT NULL) STRICT, WITHOUT ROWID',
  `CREATE TABLE deadline (
    account TEXT NOT NULL,
    kind TEXT NOT NULL,
    source TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ends_at TEXT,
    event TEXT NOT NULL,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    about TEXT,
    starts INTEGER NOT NULL,
    ends INTEGER NOT NULL,
    stands_until TEXT,
    PRIMARY KEY (account, kind, source)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX deadline_by_start ON deadline (kind, starts, started_at, account, stands_until)',
  'CREATE INDEX deadline_by_end ON deadline (kind, ends, ends_at, account)',
  `CREATE TABLE failure (
    account TEXT NOT NULL,
    revision INTEGER NOT NULL,
    failed_at TEXT NOT NULL,
    last_success_at TEXT,
    event TEXT NOT NULL,
    PRIMARY KEY (account, revision)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX failure_at ON failure (failed_at, account)',
  `CREATE TABLE locked (
    account TEXT NOT NULL,
    revision INTEGER NOT NULL,
    locked_at TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (account, revision)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX locked_at ON locked (locked_at, account)',
];
