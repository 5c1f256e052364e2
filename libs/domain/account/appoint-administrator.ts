import { event } from '../catalogue.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { outOfReach } from './authority.js';
import {
  type AccountEvent,
  administratorAppointed,
  administratorAuthorisationGranted,
  administratorCreated,
} from './events.js';
import { holderViolations, type NewHolder, type Taken } from './new-holder.js';
import { type Catalogue, merged, type RoleRequest, roleRequestViolations } from './role-requests.js';
import { type AccountState } from './state.js';

/** The board's form (ADM-01). */
export interface BoardForm {
  readonly reference: string;
  /** Calendar date in Europe/Amsterdam. */
  readonly dateReceived: string;
  readonly signatory: string;
  /** Data subject that the signatory's name is sealed for. */
  readonly signatoryId: string;
}

export interface AppointAdministrator {
  readonly holder: NewHolder;
  readonly form: BoardForm;
  readonly authorisations: readonly (RoleRequest & { readonly organisation: string })[];
  readonly username: string;
  readonly reservations: readonly string[];
  readonly taken: Taken;
  readonly catalogue: Catalogue;
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
    ...formViolations(command),
    ...roleRequestViolations(authorisations, catalogue, 'authorisations'),
  ];
  if (violations.length > 0) return refused(...violations);
  return decided<AccountEvent>(
    event(
      administratorCreated,
      { ...holder, username: command.username, reservations: command.reservations },
      'USR-02',
    ),
    event(
      administratorAppointed,
      {
        formReference: form.reference,
        dateReceived: form.dateReceived,
        signatoryId: form.signatoryId,
        signatory: form.signatory,
      },
      'ADM-01',
    ),
    ...merged(authorisations).map((request) =>
      event(administratorAuthorisationGranted, { ...request, organisation: holder.organisation }, 'ADM-01'),
    ),
  );
}

function formViolations({ holder, form, authorisations, catalogue }: AppointAdministrator): Violation[] {
  const violations: Violation[] = [];
  if (form.dateReceived > catalogue.today)
    violations.push({
      rule: 'ADM-01',
      field: 'form.dateReceived',
      message: 'The form cannot be received later than today.',
    });
  if (authorisations.length === 0)
    violations.push({
      rule: 'ADM-01',
      field: 'authorisations',
      message: 'The form asks for at least one administrator authorisation.',
    });
  authorisations.forEach(({ organisation }, index) => {
    if (organisation !== holder.organisation)
      violations.push({
        rule: 'ADM-05',
        field: `authorisations[${index}].organisation`,
        message: 'Acting for another organisation takes that organisation’s mandate, and none is on record.',
      });
  });
  return violations;
}
