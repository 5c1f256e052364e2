import { type Rows } from '#libs/projections/engine/projection';
import { deadlineKinds } from '#libs/projections/deadlines/tables';
import { type DryRunKind } from './asked.js';
import { longSilence } from './long-silence.js';
import { pastLocks } from './past-locks.js';
import { standingDeadlines } from './standing-deadlines.js';

/** What a dry run tells of. */
export const dryRunKinds = [...deadlineKinds, 'sign-in-locked'] as const;
export type DryRunKindName = (typeof dryRunKinds)[number];

export function dryRunKind(name: DryRunKindName, rows: Rows): DryRunKind {
  switch (name) {
    case 'long-not-signed-in':
      return longSilence(rows);
    case 'sign-in-locked':
      return pastLocks(rows);
    default:
      return standingDeadlines(name, rows);
  }
}
