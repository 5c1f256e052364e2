import { event } from '../catalogue.js';
import { kenmerkForms } from '../role/role.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { organisationEntryChanged, type OrganisationEvent } from './events.js';
import { Changing } from './changing.js';
import { closePart } from './close-part.js';
import { movePart } from './move-part.js';
import { openPart } from './open-part.js';
import {
  addressesOf,
  type OrganisationEntry,
  type OrganisationType,
  type Part,
  sameAddress,
} from './organisation.js';
import { registerOrganisation } from './register-organisation.js';
import { renamePart } from './rename-part.js';
import { type Organisation, openParts, type OrganisationState } from './state.js';

/** What the operator records itself: boards and their parts come from the school register (ORG-02). */
export type RecordedType = Exclude<OrganisationType, 'board'>;

export interface RecordOrganisation extends OrganisationEntry {
  readonly type: RecordedType;
  readonly name: string;
  /** All the locations of a childcare organisation, by LRK number; other organisations have none. Absent: as they are. */
  readonly parts?: readonly RecordedPart[];
}

/** A location of a childcare organisation. */
export type RecordedPart = Pick<Part, 'id' | 'name' | 'visitingAddress' | 'postalAddress'>;

const ownCode = { form: kenmerkForms.organisatiecode, expected: '2 to 8 digits and capital letters' };

/** What a public code looks like; of the others, KvK numbers and the operator's own codes. */
const codeForms: Readonly<Record<RecordedType, { readonly form: RegExp; readonly expected: string }>> = {
  municipality: { form: kenmerkForms.gemeentecode, expected: 'the gemeentecode, four digits, as in 0014' },
  'childcare-organisation': ownCode,
  'health-service': ownCode,
  'administration-office': ownCode,
};

/**
 * ORG-01: the operator puts an organisation outside the school register on record, or changes what is on record of it.
 * Where parts are named, one that is not named any more closes.
 */
export function recordOrganisation(
  { parts, ...entry }: RecordOrganisation,
  state: OrganisationState,
): Decision<OrganisationEvent> {
  const violations = [
    ...codeViolations(entry),
    ...regionViolations(entry),
    ...partViolations(entry, parts ?? []),
  ];
  if (violations.length > 0) return refused(...violations);
  const changing = new Changing(state);
  changing.add(registerOrganisation(entry, state));
  if (state.state !== 'none' && !sameEntry(entry, state))
    changing.add([event(organisationEntryChanged, changeable(entry), 'ORG-01')]);
  if (parts !== undefined) recordParts(parts, changing);
  return decided<OrganisationEvent>(...changing.events);
}

function recordParts(parts: readonly RecordedPart[], changing: Changing): void {
  const { state } = changing;
  if (state.state === 'none') return;
  for (const part of parts) {
    changing.add(openPart({ ...part, type: 'location', sectors: state.sectors }, changing.state));
    changing.add(renamePart(part.id, part.name, changing.state));
    changing.add(movePart(part.id, part, changing.state));
  }
  const named = new Set(parts.map(({ id }) => id));
  for (const { id } of openParts(changing.state))
    if (!named.has(id)) changing.add(closePart(id, changing.state));
}

type Entry = Omit<RecordOrganisation, 'parts'>;

function codeViolations({ type, code }: Entry): Violation[] {
  const { form, expected } = codeForms[type];
  return form.test(code)
    ? []
    : [{ rule: 'ORG-01', field: 'code', message: `The code of this type of organisation is ${expected}.` }];
}

function regionViolations({ type, rmcRegion }: Entry): Violation[] {
  if (rmcRegion === undefined) return [];
  if (type !== 'municipality')
    return [{ rule: 'ORG-01', field: 'rmcRegion', message: 'Only a municipality lies in an RMC region.' }];
  return kenmerkForms['RMC-regio'].test(rmcRegion)
    ? []
    : [{ rule: 'ORG-01', field: 'rmcRegion', message: 'An RMC region is a number from 01 to 41.' }];
}

function partViolations({ type }: Entry, parts: readonly RecordedPart[]): Violation[] {
  if (parts.length === 0) return [];
  if (type !== 'childcare-organisation')
    return [
      {
        rule: 'ORG-01',
        field: 'parts',
        message: 'Only a childcare organisation has parts here; at this one roles hold for all of it.',
      },
    ];
  const ids = parts.map(({ id }) => id);
  return parts.flatMap(({ id }, place): Violation[] => {
    const field = `parts[${place}].id`;
    if (!kenmerkForms['LRK-nummer'].test(id))
      return [{ rule: 'ORG-01', field, message: 'The LRK number of a location has nine digits.' }];
    return ids.indexOf(id) === place
      ? []
      : [{ rule: 'ORG-01', field, message: 'Each location is named once.' }];
  });
}

const changeable = (entry: Entry) => ({
  name: entry.name,
  ...(entry.rmcRegion === undefined ? {} : { rmcRegion: entry.rmcRegion }),
  ...addressesOf(entry),
});

/** USR-06. Sectors are joined, never left. */
const sameEntry = (entry: Entry, known: Organisation): boolean =>
  entry.name === known.name &&
  entry.rmcRegion === known.rmcRegion &&
  sameAddress(entry.visitingAddress, known.visitingAddress) &&
  sameAddress(entry.postalAddress, known.postalAddress);
