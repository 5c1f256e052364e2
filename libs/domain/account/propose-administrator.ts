import { inEvent } from '../board-form.js';
import { event } from '../catalogue.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused } from '../rules.js';
import {
  authorisationViolations,
  type AuthorisationsJudged,
  formViolations,
  mergedByOrganisation,
  type OnForm,
  organisationViolations,
} from './administrator-authorisations.js';
import { administratorProposed } from './administrator-events.js';
import { type AccountEvent } from './events.js';
import { holderViolations, type NewHolder, type Taken } from './new-holder.js';
import { type AccountState } from './state.js';

export interface ProposeAdministrator extends OnForm, AuthorisationsJudged {
  readonly holder: NewHolder;
  /** Pseudonym of who proposes. */
  readonly by: string;
  readonly username: string;
  readonly reservations: readonly string[];
  readonly taken: Taken;
  readonly policy: Policy;
}

/**
 * §1.1, §1.2: one of the service desk puts in the board's form; nothing holds yet, save that username and e-mail
 * address are taken (ADM-11).
 */
export function proposeAdministrator(
  command: ProposeAdministrator,
  state: AccountState,
): Decision<AccountEvent> {
  const { holder, form, authorisations, catalogue, username, reservations, by } = command;
  if (state.state !== 'none')
    return refused({
      rule: 'USR-06',
      message: 'This account has been dealt with already; send a new command.',
    });
  const violations = [
    ...organisationViolations(catalogue),
    ...holderViolations(holder, command.taken, command.policy),
    ...formViolations(command, catalogue.today),
    ...authorisationViolations(holder.organisation, authorisations, command),
  ];
  if (violations.length > 0) return refused(...violations);
  return decided<AccountEvent>(
    event(
      administratorProposed,
      {
        ...holder,
        username,
        reservations,
        ...inEvent(form),
        authorisations: mergedByOrganisation(authorisations),
        proposedBy: by,
      },
      'ADM-11',
    ),
  );
}
