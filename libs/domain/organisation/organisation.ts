/** The sectors that the portal serves (ORG-01). */
export const sectors = [
  'po',
  'vo',
  'mbo',
  'ho',
  'gemeente',
  'lrk-gir',
  'personenregister-kinderopvang',
  'ggd',
] as const;
export type Sector = (typeof sectors)[number];

/** At least one (ORG-01). */
export type Sectors = readonly [Sector, ...Sector[]];

/** What an organisation can be (ORG-01). In the school register the board is the organisation. */
export const organisationTypes = [
  'board',
  'municipality',
  'childcare-organisation',
  'health-service',
  'administration-office',
] as const;
export type OrganisationType = (typeof organisationTypes)[number];

/** What an organisation part can be (ORG-01): an institution (BRIN), or a location (vestiging) of one or of childcare. */
export const partTypes = ['institution', 'location'] as const;
export type PartType = (typeof partTypes)[number];

/** As far as the register has it: what it leaves open is absent. */
export interface Address {
  readonly street?: string;
  /** With its addition, as in `27-A`. */
  readonly houseNumber?: string;
  /** As in `1234 AB`. */
  readonly postalCode?: string;
  readonly city?: string;
}

export interface Addresses {
  readonly visitingAddress?: Address;
  readonly postalAddress?: Address;
}

/** An organisation part (ORG-01). */
export interface Part extends Addresses {
  /** Public register code: `03WU` for an institution, `03WU00` for a location; of childcare its LRK number. */
  readonly id: string;
  readonly type: PartType;
  readonly name: string;
  /** Of a location of a school: the id of its institution. */
  readonly institution?: string;
  readonly sectors: Sectors;
}

/** What is known of an organisation apart from its parts (ORG-01). */
export interface OrganisationEntry extends Addresses {
  readonly type: OrganisationType;
  /** Public code within its type. Text: leading zeros stay (ORG-02). */
  readonly code: string;
  readonly name?: string;
  readonly sectors: Sectors;
  /** Of a municipality: the RMC region that it lies in, where known. */
  readonly rmcRegion?: string;
}

/** Id of an organisation, from public codes: `board-20091`. */
export const organisationId = (type: OrganisationType, code: string): string => `${type}-${code}`;

export const sameAddress = (one: Address | undefined, other: Address | undefined): boolean =>
  one?.street === other?.street &&
  one?.houseNumber === other?.houseNumber &&
  one?.postalCode === other?.postalCode &&
  one?.city === other?.city;

/** Only the addresses of something that has more to it. */
export const addressesOf = ({ visitingAddress, postalAddress }: Addresses): Addresses => ({
  ...(visitingAddress === undefined ? {} : { visitingAddress }),
  ...(postalAddress === undefined ? {} : { postalAddress }),
});

/** The sectors, with this one among them. */
export const withSector = (known: Sectors, sector: Sector): Sectors =>
  known.includes(sector) ? known : [...known, sector];

/** The sectors without this one; at least one is left (ORG-01). */
export function withoutSector(known: Sectors, sector: Sector): Sectors {
  const [first, ...others] = known.filter((other) => other !== sector);
  return first === undefined ? known : [first, ...others];
}
