import { event, isErased } from '../catalogue.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import {
  authorisationViolations,
  type AuthorisationsJudged,
  organisationViolations,
} from './administrator-authorisations.js';
import { emailAddressViolations } from './contact-data.js';
import {
  administratorAppointed,
  administratorAuthorisationGranted,
  administratorCreated,
} from './administrator-events.js';
import { type AccountEvent } from './events.js';
import { type AccountState } from './state.js';

export interface ConfirmAdministrator extends AuthorisationsJudged {
  /** Pseudonym of who confirms. */
  readonly by: string;
  readonly policy: Policy;
}

export const noProposedAdministrator: Violation = {
  rule: 'ADM-11',
  message: 'There is no such proposal, or it has been confirmed or turned down.',
};

/**
 * ADM-01, ADM-11: somebody else of the service desk confirms what was proposed, as it is judged today; only then the
 * administrator is there. They start with no user roles (ADM-04).
 */
export function confirmAdministrator(
  command: ConfirmAdministrator,
  state: AccountState,
): Decision<AccountEvent> {
  const { by, catalogue, policy } = command;
  if (state.state !== 'proposed' || isErased(state.proposal.emailAddress))
    return refused(noProposedAdministrator);
  const { authorisations, proposedBy, formReference, dateReceived, signatoryId, signatory, ...holder } =
    state.proposal;
  if (proposedBy === by)
    return refused({
      rule: 'ADM-11',
      message: 'Somebody else than who proposed it confirms the appointment of an administrator.',
    });
  const violations = [
    ...organisationViolations(catalogue),
    ...emailAddressViolations(state.proposal.emailAddress, policy),
    ...authorisationViolations(holder.organisation, authorisations, command),
  ];
  if (violations.length > 0) return refused(...violations);
  return decided<AccountEvent>(
    event(administratorCreated, holder, 'USR-02'),
    event(administratorAppointed, { formReference, dateReceived, signatoryId, signatory }, 'ADM-01'),
    ...authorisations.map((request) => event(administratorAuthorisationGranted, request, 'ADM-01')),
  );
}
