import { event } from '../catalogue.js';
import { sameKenmerk } from '../role/role.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type Authority } from './authority.js';
import { beyondAuthority } from './create-user.js';
import { type AccountEvent, roleGranted, roleWithdrawn } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { type Catalogue, merged, type RoleRequest, roleRequestViolations } from './role-requests.js';
import { granterViolations, togetherViolations } from './separation-of-duties.js';
import { type Account, type AccountState } from './state.js';

export interface ChangeRoles {
  readonly grant: readonly RoleRequest[];
  readonly withdraw: readonly RoleRequest[];
  readonly authority: Authority;
  readonly catalogue: Catalogue;
}

/** §4.5: grants and withdraws roles and kenmerken, the administrator's own included (ADM-04). */
export function changeRoles(command: ChangeRoles, state: AccountState): Decision<AccountEvent> {
  const { authority } = command;
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  const granted = merged(command.grant).flatMap((request) => notYetHeld(request, state));
  const withdrawn = merged(command.withdraw).flatMap((request) => held(request, state));
  const violations = [
    ...contradictions(command),
    ...withdrawsNothing(command),
    ...closedOrganisation(command),
    ...roleRequestViolations(command.grant, command.catalogue, 'grant'),
    ...dutiesNotSeparated(command, state, granted, withdrawn),
    ...beyondAuthority(command.grant, authority, state.organisation, 'grant'),
    ...beyondAuthority(command.withdraw, authority, state.organisation, 'withdraw'),
    ...nothingLeft(state, granted, withdrawn),
  ];
  if (violations.length > 0) return refused(...violations);
  return decided<AccountEvent>(
    ...granted.map((request) => event(roleGranted, request, 'ADM-03')),
    ...withdrawn.map((request) => event(roleWithdrawn, request, 'ADM-03')),
  );
}

/** USR-12: judged by what the account holds after the change; what it held already is left as it is. */
function dutiesNotSeparated(
  { grant, catalogue: { roles } }: ChangeRoles,
  account: Account,
  granted: readonly RoleRequest[],
  withdrawn: readonly RoleRequest[],
): Violation[] {
  const changing = new Set(granted.map(({ role }) => role));
  const held = [...changing, ...rolesLeft(account, withdrawn)];
  return [
    ...togetherViolations(grant, held, roles, 'grant'),
    ...granterViolations(grant, account.authorisations, roles, 'grant'),
  ].filter(({ field }) =>
    grant.some(({ role }, index) => field === `grant[${index}].role` && changing.has(role)),
  );
}

/** USR-05: who leaves the kenmerken out may mean them all; nothing is guessed. */
const withdrawsNothing = ({ withdraw }: ChangeRoles): Violation[] =>
  withdraw.flatMap(({ kenmerken }, index) =>
    kenmerken.length > 0
      ? []
      : [
          {
            rule: 'USR-05' as const,
            field: `withdraw[${index}].kenmerken`,
            message: 'Name the kenmerken to withdraw, at least one.',
          },
        ],
  );

const kenmerkenOf = (account: Account, role: string) => account.roles.get(role) ?? [];

/** USR-06: what the account holds already is no change. */
function notYetHeld({ role, kenmerken }: RoleRequest, account: Account): RoleRequest[] {
  const added = kenmerken.filter(
    (kenmerk) => !kenmerkenOf(account, role).some((one) => sameKenmerk(one, kenmerk)),
  );
  return added.length > 0 ? [{ role, kenmerken: added }] : [];
}

function held({ role, kenmerken }: RoleRequest, account: Account): RoleRequest[] {
  const taken = kenmerken.filter((kenmerk) =>
    kenmerkenOf(account, role).some((one) => sameKenmerk(one, kenmerk)),
  );
  return taken.length > 0 ? [{ role, kenmerken: taken }] : [];
}

/** ORG-01: a closed organisation has no open parts to grant for. What was granted there can be withdrawn. */
const closedOrganisation = ({ grant, catalogue }: ChangeRoles): Violation[] =>
  grant.length > 0 && catalogue.organisation === undefined
    ? [
        {
          rule: 'ORG-01',
          field: 'grant',
          message: 'The organisation is closed; roles can only be withdrawn there.',
        },
      ]
    : [];

const contradictions = ({ grant, withdraw }: ChangeRoles): Violation[] =>
  withdraw.flatMap(({ role, kenmerken }, index) =>
    grant.some(
      (one) =>
        one.role === role &&
        one.kenmerken.some((kenmerk) => kenmerken.some((other) => sameKenmerk(kenmerk, other))),
    )
      ? [
          {
            rule: 'USR-06' as const,
            field: `withdraw[${index}]`,
            message: 'The same role with the same kenmerk can’t be granted and withdrawn in one change.',
          },
        ]
      : [],
  );

/** USR-05: a user keeps at least one role. An administrator may have none (ADM-04). */
function nothingLeft(
  account: Account,
  granted: readonly RoleRequest[],
  withdrawn: readonly RoleRequest[],
): Violation[] {
  if (account.kind === 'administrator' || withdrawn.length === 0 || granted.length > 0) return [];
  return rolesLeft(account, withdrawn).length > 0
    ? []
    : [
        {
          rule: 'USR-05',
          field: 'withdraw',
          message: 'A user keeps at least one role with at least one kenmerk.',
        },
      ];
}

/** Codes of the roles that the account holds with a kenmerk that stays. */
const rolesLeft = (account: Account, withdrawn: readonly RoleRequest[]): readonly string[] =>
  [...account.roles]
    .filter(([role, kenmerken]) => {
      const gone = withdrawn.find((request) => request.role === role)?.kenmerken ?? [];
      return kenmerken.some((kenmerk) => !gone.some((one) => sameKenmerk(one, kenmerk)));
    })
    .map(([role]) => role);
