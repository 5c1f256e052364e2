import { organisationId } from '../organisation/organisation.js';
import { isInForce, type Kenmerk, kenmerkForms, type RoleState } from '../role/role.js';
import { type Violation } from '../rules.js';

/** A role with the kenmerken asked for. */
export interface RoleRequest {
  readonly role: string;
  readonly kenmerken: readonly Kenmerk[];
}

/** The organisation as it was read for the decision. */
export interface JudgedOrganisation {
  readonly id: string;
  /** Public code: of a board, its bestuursnummer. */
  readonly code: string;
  readonly sectors: readonly string[];
  /** Of a municipality: the RMC region that it lies in, where known. */
  readonly rmcRegion?: string;
  /** Ids of the parts that are open. */
  readonly openParts: ReadonlySet<string>;
}

/** What role requests are judged by. */
export interface Catalogue {
  readonly organisation: JudgedOrganisation | undefined;
  /** By code; a code that isn't in the operator's catalogue gives `undefined`. */
  readonly roles: ReadonlyMap<string, RoleState>;
  /** Calendar date in Europe/Amsterdam. */
  readonly today: string;
}

/** USR-05, USR-10, ORG-01: all that is missing or wrong, per role. @param path of the list in the command */
export const roleRequestViolations = (
  requests: readonly RoleRequest[],
  catalogue: Catalogue,
  path: string,
): Violation[] =>
  requests.flatMap((request, index) => requestViolations(request, catalogue, `${path}[${index}]`));

/** @param field path of the request in the command */
export function requestViolations(request: RoleRequest, catalogue: Catalogue, field: string): Violation[] {
  const role = catalogue.roles.get(request.role);
  if (role === undefined)
    return [
      { rule: 'USR-10' as const, field: `${field}.role`, message: 'This role is not in the catalogue.' },
    ];
  const violations: Violation[] = [];
  if (!isInForce(role, catalogue.today))
    violations.push({
      rule: 'USR-10',
      field: `${field}.role`,
      message: 'This role is not in force today.',
    });
  const { organisation } = catalogue;
  if (organisation !== undefined && !role.sectors.some((sector) => organisation.sectors.includes(sector)))
    violations.push({
      rule: 'USR-10',
      field: `${field}.role`,
      message: `This role is for ${role.sectors.join(', ')}, and the organisation is in another sector.`,
    });
  if (request.kenmerken.length === 0)
    violations.push({
      rule: 'USR-05',
      field: `${field}.kenmerken`,
      message: `Role ${role.code} needs at least one kenmerk of type ${role.kenmerkType}.`,
    });
  request.kenmerken.forEach((kenmerk, place) => {
    const at = `${field}.kenmerken[${place}]`;
    if (kenmerk.type !== role.kenmerkType)
      violations.push({
        rule: 'USR-05',
        field: `${at}.type`,
        message: `Role ${role.code} asks for kenmerken of type ${role.kenmerkType}.`,
      });
    else if (!kenmerkForms[kenmerk.type].test(kenmerk.value))
      violations.push({
        rule: 'USR-05',
        field: `${at}.value`,
        message: `This is not the form of a kenmerk of type ${kenmerk.type}.`,
      });
    else if (organisation !== undefined && !belongsTo(organisation, kenmerk))
      violations.push({
        rule: 'ORG-01',
        field: `${at}.value`,
        message: notOwn[kenmerk.type],
      });
  });
  return violations;
}

const notOwn: Readonly<Record<Kenmerk['type'], string>> = {
  BRIN: 'The organisation has no open part with this id.',
  vestiging: 'The organisation has no open part with this id.',
  bestuursnummer: 'This is not the number of the organisation.',
  gemeentecode: 'This is not the code of the organisation as a municipality.',
  'LRK-nummer': 'The organisation has no open part with this id.',
  organisatiecode: 'This is not the code of the organisation.',
  'RMC-regio': 'The organisation is no municipality that is on record in this RMC region.',
};

/**
 * Institutions and locations are parts of the board, or of childcare; an organisation's own number or code is its code;
 * its region is where the municipality lies (USR-11). For another municipality it takes that one's mandate (ADM-05).
 */
function belongsTo(organisation: JudgedOrganisation, { type, value }: Kenmerk): boolean {
  switch (type) {
    case 'BRIN':
    case 'vestiging':
    case 'LRK-nummer':
      return organisation.openParts.has(value);
    case 'bestuursnummer':
    case 'organisatiecode':
      return organisation.code === value;
    case 'gemeentecode':
      return organisation.id === organisationId('municipality', value);
    case 'RMC-regio':
      return organisation.rmcRegion === value;
  }
}

/** Requests for the same role put together, double kenmerken taken out. */
export function merged(requests: readonly RoleRequest[]): readonly RoleRequest[] {
  const byRole = new Map<string, Map<string, Kenmerk>>();
  for (const { role, kenmerken } of requests) {
    const own = byRole.get(role) ?? new Map<string, Kenmerk>();
    for (const kenmerk of kenmerken) own.set(`${kenmerk.type} ${kenmerk.value}`, kenmerk);
    byRole.set(role, own);
  }
  return [...byRole].map(([role, kenmerken]) => ({ role, kenmerken: [...kenmerken.values()] }));
}
