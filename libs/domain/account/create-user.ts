import { event } from '../catalogue.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type Authority, mayHandOut, outOfReach, reaches } from './authority.js';
import { type AccountEvent, roleGranted, userCreated } from './events.js';
import { holderViolations, type NewHolder, type Taken } from './new-holder.js';
import { wordMissing } from './right-means.js';
import { type Catalogue, merged, type RoleRequest, roleRequestViolations } from './role-requests.js';
import { togetherViolations } from './separation-of-duties.js';
import { type AccountState } from './state.js';

export interface CreateUser {
  readonly holder: NewHolder;
  readonly roles: readonly RoleRequest[];
  /** CNV-05: the administrator's word that the person holds the right means and knows of it; not asked with `token`. */
  readonly holdsRightMeans?: boolean;
  /** USR-03: the username that the account will have, chosen or assigned. */
  readonly username: string;
  readonly reservations: readonly string[];
  readonly taken: Taken;
  readonly authority: Authority;
  readonly catalogue: Catalogue;
  readonly policy: Policy;
}

/** §4.2: an administrator creates a user with roles and kenmerken. */
export function createUser(command: CreateUser, state: AccountState): Decision<AccountEvent> {
  const { holder, roles, catalogue, authority } = command;
  if (catalogue.organisation === undefined || !reaches(authority, holder.organisation))
    return refused({ ...outOfReach, field: 'organisation' });
  if (state.state !== 'none')
    return refused({
      rule: 'USR-06',
      message: 'This account has been dealt with already; send a new command.',
    });
  const withMeans = holder.signInMethod === 'eherkenning';
  const violations = [
    ...holderViolations(holder, command.taken, command.policy),
    ...(withMeans && command.holdsRightMeans !== true ? [wordMissing] : []),
    ...missingRoles(roles),
    ...roleRequestViolations(roles, catalogue, 'roles'),
    ...togetherViolations(roles, rolesIn(roles), catalogue.roles, 'roles'),
    ...beyondAuthority(roles, authority, holder.organisation, 'roles'),
  ];
  if (violations.length > 0) return refused(...violations);
  return decided<AccountEvent>(
    event(
      userCreated,
      {
        ...holder,
        username: command.username,
        reservations: command.reservations,
        ...(withMeans ? { holdsRightMeans: true } : {}),
      },
      'USR-02',
    ),
    ...merged(roles).map((request) => event(roleGranted, request, 'ADM-03')),
  );
}

const rolesIn = (requests: readonly RoleRequest[]): readonly string[] => requests.map(({ role }) => role);

const missingRoles = (roles: readonly RoleRequest[]): Violation[] =>
  roles.length > 0
    ? []
    : [{ rule: 'USR-05', field: 'roles', message: 'Give at least one role with at least one kenmerk.' }];

/** ADM-03: every kenmerk of every role must be inside the administrator's own authorisations. */
export const beyondAuthority = (
  requests: readonly RoleRequest[],
  authority: Authority,
  organisation: string,
  path: string,
): Violation[] =>
  requests.flatMap(({ role, kenmerken }, index) =>
    kenmerken.flatMap((kenmerk, place) =>
      mayHandOut(authority, organisation, role, kenmerk)
        ? []
        : [
            {
              rule: 'ADM-03' as const,
              field: `${path}[${index}].kenmerken[${place}]`,
              message: 'Your administrator authorisations do not cover this role with this kenmerk.',
            },
          ],
    ),
  );
