import { ListCustodyHandler } from './list-custody.js';
import { ListGeneratorsHandler } from './list-generators.js';
import { ListStockCountsHandler, ListStockDifferencesHandler } from './list-stock-counts.js';
import { ShowCustodyHandler } from './show-custody.js';
import { ListAccountsNotSignedInHandler } from './list-accounts-not-signed-in.js';
import { ListDryRunHandler } from './list-dry-run.js';
import { ListGrantsToReviewHandler } from './list-grants-to-review.js';
import { ListOpenProposalsHandler } from './list-open-proposals.js';
import { ListOrganisationsWithoutAdministratorHandler } from './list-organisations-without-administrator.js';
import { ListLettersHandler } from './list-letters.js';
import { SearchAccountsHandler } from './search-accounts.js';
import { ShowAccountHandler } from './show-account.js';
import { ShowAccountHistoryHandler } from './show-account-history.js';
import { ShowAuditTrailHandler } from './show-audit-trail.js';
import { ShowLetterCopyHandler } from './show-letter-copy.js';
import { ShowDryRunHandler } from './show-dry-run.js';
import { ShowLetterHandler } from './show-letter.js';
import { ShowMandateHandler } from './show-mandate.js';
import { ShowMovePlanHandler } from './show-move-plan.js';
import { ShowOrganisationHandler } from './show-organisation.js';
import { ShowPolicyHandler } from './show-policy.js';
import { ShowProposedAdministratorHandler } from './show-proposed-administrator.js';
import { ShowRoleHandler } from './show-role.js';
import { ShowSessionHandler } from './show-session.js';
import { ShowUsernameLetterHandler } from './show-username-letter.js';

export const queryHandlers = [
  ListGeneratorsHandler,
  ListCustodyHandler,
  ShowCustodyHandler,
  ListStockCountsHandler,
  ListStockDifferencesHandler,
  ListAccountsNotSignedInHandler,
  ListDryRunHandler,
  ListGrantsToReviewHandler,
  ListOpenProposalsHandler,
  ListOrganisationsWithoutAdministratorHandler,
  ListLettersHandler,
  SearchAccountsHandler,
  ShowAccountHandler,
  ShowAccountHistoryHandler,
  ShowAuditTrailHandler,
  ShowLetterCopyHandler,
  ShowDryRunHandler,
  ShowLetterHandler,
  ShowMandateHandler,
  ShowMovePlanHandler,
  ShowOrganisationHandler,
  ShowPolicyHandler,
  ShowProposedAdministratorHandler,
  ShowRoleHandler,
  ShowSessionHandler,
  ShowUsernameLetterHandler,
];
