import { type BoardForm, inEvent, receivedAfter } from '../board-form.js';
import { event } from '../catalogue.js';
import { sameKenmerk } from '../role/role.js';
import { decided, type Decision, type Refusal, refused, type Violation } from '../rules.js';
import {
  administratorAuthorisationGranted,
  administratorAuthorisationWithdrawn,
  administratorFormRecorded,
} from './administrator-events.js';
import { type AccountEvent } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { type Catalogue, merged, requestViolations, type RoleRequest } from './role-requests.js';
import { holderOfHandedOutViolations } from './separation-of-duties.js';
import { type Account, type AccountState } from './state.js';

/** A right to hand out a role somewhere. */
export interface AuthorisationRequest extends RoleRequest {
  readonly organisation: string;
}

/** A mandate in force names roles; the catalogue is of the organisation that gave it. */
export interface JudgedMandate {
  readonly roles: ReadonlySet<string>;
  readonly catalogue: Catalogue;
  /** By role: pseudonym of who of the service desk recorded that the mandate names it. */
  readonly recordedBy: ReadonlyMap<string, string>;
}

/** What requests are judged by. */
export interface AuthorisationsJudged {
  /** Of the administrator's own organisation. */
  readonly catalogue: Catalogue;
  /** By organisation that gave the administrator's own one a mandate in force (ADM-05). */
  readonly mandates: ReadonlyMap<string, JudgedMandate>;
}

export interface OnForm {
  readonly form: BoardForm;
  readonly authorisations: readonly AuthorisationRequest[];
}

export interface GrantAdministratorAuthorisations extends OnForm, AuthorisationsJudged {
  /** Pseudonym of who of the service desk records it. */
  readonly by: string;
}

/** ADM-01, ADM-05: on the board's form an administrator may hand out more. */
export function grantAdministratorAuthorisations(
  command: GrantAdministratorAuthorisations,
  state: AccountState,
): Decision<AccountEvent> {
  if (!isAdministrator(state)) return notAnAdministrator(state);
  const violations = [
    ...formViolations(command, command.catalogue.today),
    ...authorisationViolations(state.organisation, command.authorisations, command),
    ...ownMandateViolations(command),
    ...holderOfHandedOutViolations(
      command.authorisations,
      state.roles.keys(),
      rolesJudged(command),
      'authorisations',
    ),
  ];
  if (violations.length > 0) return refused(...violations);
  const added = mergedByOrganisation(command.authorisations).flatMap((request) => notYetHeld(request, state));
  return onForm(
    command.form,
    added.map((request) => event(administratorAuthorisationGranted, request, 'ADM-01')),
  );
}

/** ADM-11: a new organisation in reach is like an appointment, so it takes two: one for the mandate, one for this. */
const ownMandateViolations = ({
  by,
  authorisations,
  mandates,
}: GrantAdministratorAuthorisations): Violation[] =>
  authorisations.flatMap(({ organisation, role }, index) =>
    mandates.get(organisation)?.recordedBy.get(role) === by
      ? [
          {
            rule: 'ADM-11' as const,
            field: `authorisations[${index}].organisation`,
            message:
              'Somebody else of the service desk than who recorded the mandate lets an administrator act on it.',
          },
        ]
      : [],
  );

/** ADM-05: on the board's form an administrator may hand out less; what they handed out stays (ADM-07). */
export function withdrawAdministratorAuthorisations(
  command: OnForm & { readonly today: string },
  state: AccountState,
): Decision<AccountEvent> {
  if (!isAdministrator(state)) return notAnAdministrator(state);
  const violations = formViolations(command, command.today);
  if (violations.length > 0) return refused(...violations);
  const taken = mergedByOrganisation(command.authorisations).flatMap((request) => held(request, state));
  return onForm(
    command.form,
    taken.map((request) => event(administratorAuthorisationWithdrawn, request, 'ADM-01')),
  );
}

/** ADM-01: what every form must have. @param today calendar date in Europe/Amsterdam */
export const formViolations = ({ form, authorisations }: OnForm, today: string): Violation[] => [
  ...receivedAfter(today, form, 'ADM-01'),
  ...(authorisations.length > 0
    ? []
    : [
        {
          rule: 'ADM-01' as const,
          field: 'authorisations',
          message: 'The form names at least one administrator authorisation.',
        },
      ]),
];

/** ORG-01: of one that closed or never was nobody is administrator. The service desk reaches all, so it is told. */
export const organisationViolations = ({ organisation }: Catalogue): Violation[] =>
  organisation !== undefined
    ? []
    : [
        {
          rule: 'ORG-01',
          field: 'organisation',
          message: 'There is no open organisation with this id.',
        },
      ];

/** @param home the administrator's own organisation: for another one it takes that one's mandate (ADM-05) */
export const authorisationViolations = (
  home: string,
  requests: readonly AuthorisationRequest[],
  { catalogue, mandates }: AuthorisationsJudged,
): Violation[] =>
  requests.flatMap((request, index) => {
    const field = `authorisations[${index}]`;
    if (request.organisation === home) return requestViolations(request, catalogue, field);
    const mandate = mandates.get(request.organisation);
    return mandate?.catalogue.organisation !== undefined && mandate.roles.has(request.role)
      ? requestViolations(request, mandate.catalogue, field)
      : [
          {
            rule: 'ADM-05' as const,
            field: `${field}.organisation`,
            message:
              'Acting for another organisation takes that organisation’s mandate naming the role, and none is in force.',
          },
        ];
  });

/** Requests for the same role at the same organisation put together. */
export const mergedByOrganisation = (
  requests: readonly AuthorisationRequest[],
): readonly AuthorisationRequest[] =>
  [...new Set(requests.map(({ organisation }) => organisation))].flatMap((organisation) =>
    merged(requests.filter((request) => request.organisation === organisation)).map((request) => ({
      ...request,
      organisation,
    })),
  );

/** The entries that were read, of the own organisation’s requests and of others’: an entry is the same everywhere. */
const rolesJudged = ({ catalogue, mandates }: AuthorisationsJudged): Catalogue['roles'] =>
  new Map(
    [catalogue, ...[...mandates.values()].map((mandate) => mandate.catalogue)].flatMap(({ roles }) => [
      ...roles,
    ]),
  );

const isAdministrator = (state: AccountState): state is Account =>
  livesInReach(state, { kind: 'service-desk' }) && state.kind === 'administrator';

const notAnAdministrator = (state: AccountState): Refusal =>
  state.state === 'living'
    ? refused({ rule: 'ADM-01', message: 'This account is a user’s; authorisations are an administrator’s.' })
    : notLivingInReach(state, { kind: 'service-desk' });

/** USR-06: a form that changes nothing is not recorded. */
const onForm = (form: BoardForm, changes: readonly AccountEvent[]): Decision<AccountEvent> =>
  changes.length === 0
    ? decided()
    : decided<AccountEvent>(event(administratorFormRecorded, inEvent(form), 'ADM-01'), ...changes);

const ownKenmerken = ({ authorisations }: Account, { organisation, role }: AuthorisationRequest) =>
  authorisations
    .filter((one) => one.organisation === organisation && one.role === role)
    .flatMap(({ kenmerken }) => kenmerken);

const narrowed =
  (wanted: 'held' | 'not held') =>
  (request: AuthorisationRequest, account: Account): AuthorisationRequest[] => {
    const own = ownKenmerken(account, request);
    const kenmerken = request.kenmerken.filter(
      (kenmerk) => own.some((one) => sameKenmerk(one, kenmerk)) === (wanted === 'held'),
    );
    return kenmerken.length > 0 ? [{ ...request, kenmerken }] : [];
  };
const held = narrowed('held');
const notYetHeld = narrowed('not held');
