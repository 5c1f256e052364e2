export type ProposalKind = 'administrator' | 'policy';

export type OpenProposalsTables = {
  /** What still waits for the second person. */
  proposal: {
    kind: ProposalKind;
    /** Of an administrator the id of the account to be, of policy that of the proposal. */
    id: string;
    /** Of an administrator. */
    organisation: string | null;
    /** Of policy; RFC 3339, UTC. */
    in_force_from: string | null;
    /** Pseudonym. */
    proposed_by: string;
    /** RFC 3339, UTC. */
    proposed_at: string;
  };
};

export const tables = [
  `CREATE TABLE proposal (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    organisation TEXT,
    in_force_from TEXT,
    proposed_by TEXT NOT NULL,
    proposed_at TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX proposal_in_order ON proposal (kind, proposed_at, id)',
];
