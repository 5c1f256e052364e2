import { date, defineEvent, type EventOf, flag, oneOf, optional, text, texts } from '../catalogue.js';

/** For whom a role holds: one organisation part, by type and value (`BRIN` 66KG). */
export interface Kenmerk {
  readonly type: KenmerkType;
  readonly value: string;
}

/**
 * `BRIN` an institution, `vestiging` a location of it, `bestuursnummer` a board, `gemeentecode` a municipality,
 * `RMC-regio` a region of municipalities; outside the school register `LRK-nummer` a location of childcare,
 * `organisatiecode` the organisation as a whole (ORG-01).
 */
export const kenmerkTypes = [
  'BRIN',
  'vestiging',
  'bestuursnummer',
  'gemeentecode',
  'RMC-regio',
  'LRK-nummer',
  'organisatiecode',
] as const;
export type KenmerkType = (typeof kenmerkTypes)[number];

/** The types whose value is the id of a part that is on record (ORG-03). */
export const partKenmerkTypes: readonly KenmerkType[] = ['BRIN', 'vestiging', 'LRK-nummer'];

/** Alphabet of a kenmerk's value. Codes are text: leading zeros stay (ORG-02). */
export const kenmerkForms: Readonly<Record<KenmerkType, RegExp>> = {
  BRIN: /^[0-9]{2}[A-Z]{2}$/,
  vestiging: /^[0-9]{2}[A-Z]{2}[0-9]{2}$/,
  bestuursnummer: /^[0-9]{5}$/,
  gemeentecode: /^[0-9]{4}$/,
  // Regions as DUO's open data number them (gemeenten, rmc_regio_code; annex of the Besluit RMC, Stb. 2001, 650).
  'RMC-regio': /^(0[1-9]|[123][0-9]|4[01])$/,
  // Landelijk Register Kinderopvang: nine digits.
  'LRK-nummer': /^[0-9]{9}$/,
  organisatiecode: /^[0-9A-Z]{2,8}$/,
};

export const sameKenmerk = (one: Kenmerk, other: Kenmerk): boolean =>
  one.type === other.type && one.value === other.value;

export const roleDefined = defineEvent({
  type: 'role.defined',
  version: 3,
  fields: {
    code: text,
    name: text,
    explanation: text,
    kenmerkType: oneOf(...kenmerkTypes),
    sectors: texts,
    incompatibleWith: texts,
    keptFromGranters: flag,
    inForceFrom: date,
    inForceUntil: optional(date),
  },
  nl: '{actor} nam rol {name} ({code}) op in de rollencatalogus, geldig vanaf {inForceFrom}{inForceUntil| tot {inForceUntil}}.',
  en: '{actor} put role {name} ({code}) into the role catalogue, in force from {inForceFrom}{inForceUntil| until {inForceUntil}}.',
});

export type RoleEvent = EventOf<typeof roleDefined>;

/** A role of the operator's catalogue (USR-10). */
export interface Role {
  readonly code: string;
  readonly name: string;
  readonly explanation: string;
  readonly kenmerkType: KenmerkType;
  readonly sectors: readonly string[];
  /** USR-12: codes of roles that may not be held beside it. It holds both ways, whichever of the two says so. */
  readonly incompatibleWith: readonly string[];
  /** USR-12: who may hand it out may not hold it. */
  readonly keptFromGranters: boolean;
  /** Calendar date in Europe/Amsterdam, first day in force. */
  readonly inForceFrom: string;
  /** Calendar date in Europe/Amsterdam, first day no longer in force. */
  readonly inForceUntil?: string;
}
export type RoleState = Role | undefined;

export const evolveRole = (_state: RoleState, { data }: RoleEvent): RoleState => data;

/** USR-10. @param today calendar date in Europe/Amsterdam */
export const isInForce = (role: Role, today: string): boolean =>
  role.inForceFrom <= today && (role.inForceUntil === undefined || today < role.inForceUntil);

/** USR-12: whether one account may not hold both. */
export const notHeldTogether = (one: RoleState, other: RoleState): boolean =>
  one !== undefined &&
  other !== undefined &&
  (one.incompatibleWith.includes(other.code) || other.incompatibleWith.includes(one.code));
