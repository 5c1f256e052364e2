import { type BoardForm, inEvent, receivedAfter } from '../board-form.js';
import { event } from '../catalogue.js';
import { isInForce, type RoleState } from '../role/role.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { mandateGiven, type MandateEvent, type MandateState } from './mandate.js';

export interface GiveMandate {
  readonly givingOrganisation: string;
  readonly receivingOrganisation: string;
  /** Codes of the roles that the form names. */
  readonly roles: readonly string[];
  readonly form: BoardForm;
  /** Pseudonym of who of the service desk records it. */
  readonly by: string;
  /** By role: pseudonyms of who let administrators act on it, on a form; it holds again as soon as the mandate does. */
  readonly registeredBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** Ids of those of the two organisations that are open. */
  readonly open: ReadonlySet<string>;
  /** By code; a code that isn't in the operator's catalogue gives `undefined`. */
  readonly catalogue: ReadonlyMap<string, RoleState>;
  /** Calendar date in Europe/Amsterdam. */
  readonly today: string;
}

/** ADM-05: the service desk records that an organisation lets another act for it, in the roles named. */
export function giveMandate(command: GiveMandate, state: MandateState): Decision<MandateEvent> {
  const { givingOrganisation, receivingOrganisation, form, today } = command;
  const violations = [
    ...organisationViolations(command),
    ...receivedAfter(today, form, 'ADM-05'),
    ...roleViolations(command),
  ];
  if (violations.length > 0) return refused(...violations);
  const roles = [...new Set(command.roles)].filter((role) => state?.roles.has(role) !== true);
  if (roles.length === 0) return decided();
  const own = ownRegistrationViolations(command, roles);
  if (own.length > 0) return refused(...own);
  const given = { givingOrganisation, receivingOrganisation, roles, ...inEvent(form) };
  return decided<MandateEvent>(event(mandateGiven, given, 'ADM-05'));
}

function organisationViolations(command: GiveMandate): Violation[] {
  const { givingOrganisation, receivingOrganisation, open } = command;
  const closed = (['givingOrganisation', 'receivingOrganisation'] as const)
    .filter((field) => !open.has(command[field]))
    .map((field) => ({
      rule: 'ADM-05' as const,
      field,
      message: 'This is no organisation on record, or it is closed.',
    }));
  return givingOrganisation === receivingOrganisation
    ? [
        ...closed,
        {
          rule: 'ADM-05',
          field: 'receivingOrganisation',
          message: 'An organisation needs no mandate of its own; name the other organisation.',
        },
      ]
    : closed;
}

/** ADM-11: an earlier mandate may have ended since; that it is given again takes two as well. */
const ownRegistrationViolations = (
  { by, registeredBy, roles }: GiveMandate,
  added: readonly string[],
): Violation[] =>
  added
    .filter((role) => registeredBy.get(role)?.has(by) === true)
    .map((role) => ({
      rule: 'ADM-11',
      field: `roles[${roles.indexOf(role)}]`,
      message:
        'Somebody else of the service desk than who let an administrator act on it records that the mandate is given again.',
    }));

function roleViolations({ roles, catalogue, today }: GiveMandate): Violation[] {
  if (roles.length === 0)
    return [{ rule: 'ADM-05', field: 'roles', message: 'A mandate names at least one role.' }];
  return roles.flatMap((code, index) => {
    const role = catalogue.get(code);
    return role !== undefined && isInForce(role, today)
      ? []
      : [
          {
            rule: 'USR-10' as const,
            field: `roles[${index}]`,
            message: 'This role is not in the catalogue, or not in force today.',
          },
        ];
  });
}
