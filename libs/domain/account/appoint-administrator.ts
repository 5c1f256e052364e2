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
} from './administrator-authorisations.js';
import { outOfReach } from './authority.js';
import {
  type AccountEvent,
  administratorAppointed,
  administratorAuthorisationGranted,
  administratorCreated,
} from './events.js';
import { holderViolations, type NewHolder, type Taken } from './new-holder.js';
import { type AccountState } from './state.js';

export interface AppointAdministrator extends OnForm, AuthorisationsJudged {
  readonly holder: NewHolder;
  readonly username: string;
  readonly reservations: readonly string[];
  readonly taken: Taken;
  readonly policy: Policy;
}

/** §1.1, §1.2: the service desk records an administrator. They start with no user roles (ADM-04). */
export function appointAdministrator(
  command: AppointAdministrator,
  state: AccountState,
): Decision<AccountEvent> {
  const { holder, form, authorisations, catalogue } = command;
  if (catalogue.organisation === undefined) return refused({ ...outOfReach, field: 'organisation' });
  if (state.state !== 'none')
    return refused({
      rule: 'USR-06',
      message: 'This account has been dealt with already; send a new command.',
    });
  const violations = [
    ...holderViolations(holder, command.taken, command.policy),
    ...formViolations(command, catalogue.today),
    ...authorisationViolations(holder.organisation, authorisations, command),
  ];
  if (violations.length > 0) return refused(...violations);
  return decided<AccountEvent>(
    event(
      administratorCreated,
      { ...holder, username: command.username, reservations: command.reservations },
      'USR-02',
    ),
    event(administratorAppointed, inEvent(form), 'ADM-01'),
    ...mergedByOrganisation(authorisations).map((request) =>
      event(administratorAuthorisationGranted, request, 'ADM-01'),
    ),
  );
}
