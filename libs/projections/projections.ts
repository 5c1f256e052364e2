import { accountSearch } from './account-search/account-search.js';
import { auditTrail } from './audit-trail/audit-trail.js';
import { custody } from './custody/custody.js';
import { deadlines } from './deadlines/deadlines.js';
import { type Projection } from './engine/projection.js';
import { grantsToReview } from './grants-to-review/grants-to-review.js';
import { heldGenerators } from './held-generators/held-generators.js';
import { movePlan } from './move-plan/move-plan.js';
import { notSignedIn } from './not-signed-in/not-signed-in.js';
import { openProposals } from './open-proposals/open-proposals.js';
import { printQueue } from './print-queue/print-queue.js';
import { withoutAdministrator } from './without-administrator/without-administrator.js';

/** Every read model of the system. The server, rebuilding and the digest read this list; there is no other. */
export const projections: readonly Projection[] = [
  accountSearch,
  auditTrail,
  withoutAdministrator,
  heldGenerators,
  custody,
  notSignedIn,
  printQueue,
  grantsToReview,
  movePlan,
  openProposals,
  deadlines,
];
