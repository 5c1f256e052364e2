import { notHeldTogether, type RoleState } from '../role/role.js';
import { type Violation } from '../rules.js';
import { type AdministratorAuthorisation } from './held-roles.js';

type Roles = ReadonlyMap<string, RoleState>;
interface OfRole {
  readonly role: string;
}

/**
 * USR-12: roles that may not be held together, whichever of the two entries says so.
 *
 * @param held codes of all roles that the account holds once the requests are granted
 */
export const togetherViolations = (
  requests: readonly OfRole[],
  held: Iterable<string>,
  roles: Roles,
  path: string,
): Violation[] => {
  const others = [...new Set(held)];
  return requests.flatMap(({ role: code }, index) => {
    const role = roles.get(code);
    const beside = others.filter((other) => other !== code && notHeldTogether(role, roles.get(other)));
    return beside.length === 0
      ? []
      : [
          {
            rule: 'USR-12' as const,
            field: `${path}[${index}].role`,
            message: `This role may not be held together with ${beside.join(', ')}.`,
          },
        ];
  });
};

/** USR-12: of a role that is kept from who hands it out. @param authorisations of the account that would hold it */
export const granterViolations = (
  requests: readonly OfRole[],
  authorisations: readonly AdministratorAuthorisation[],
  roles: Roles,
  path: string,
): Violation[] =>
  keptApart(
    requests,
    new Set(authorisations.map(({ role }) => role)),
    roles,
    path,
    'Who may hand out this role may not hold it.',
  );

/** USR-12, from the other side. @param held codes of the user roles of the administrator who would hand them out */
export const holderOfHandedOutViolations = (
  requests: readonly OfRole[],
  held: Iterable<string>,
  roles: Roles,
  path: string,
): Violation[] => keptApart(requests, new Set(held), roles, path, 'Who holds this role may not hand it out.');

const keptApart = (
  requests: readonly OfRole[],
  others: ReadonlySet<string>,
  roles: Roles,
  path: string,
  message: string,
): Violation[] =>
  requests.flatMap(({ role }, index) =>
    others.has(role) && roles.get(role)?.keptFromGranters === true
      ? [{ rule: 'USR-12' as const, field: `${path}[${index}].role`, message }]
      : [],
  );
