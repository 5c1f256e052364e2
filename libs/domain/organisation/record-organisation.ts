import { event } from '../catalogue.js';
import { kenmerkForms } from '../role/role.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { organisationEntryChanged, type OrganisationEvent } from './events.js';
import { addressesOf, type OrganisationEntry, type OrganisationType, sameAddress } from './organisation.js';
import { registerOrganisation } from './register-organisation.js';
import { type Organisation, type OrganisationState } from './state.js';

/** What the operator records itself: boards and their parts come from the school register (ORG-02). */
export type RecordedType = Exclude<OrganisationType, 'board'>;

export interface RecordOrganisation extends OrganisationEntry {
  readonly type: RecordedType;
  readonly name: string;
}

/** What a public code looks like; of the others, KvK numbers and the operator's own codes. */
const codeForms: Readonly<Record<RecordedType, { readonly form: RegExp; readonly expected: string }>> = {
  municipality: { form: kenmerkForms.gemeentecode, expected: 'the gemeentecode, four digits, as in 0014' },
  'childcare-organisation': { form: /^[0-9A-Z]{2,8}$/, expected: '2 to 8 digits and capital letters' },
  'health-service': { form: /^[0-9A-Z]{2,8}$/, expected: '2 to 8 digits and capital letters' },
  'administration-office': { form: /^[0-9A-Z]{2,8}$/, expected: '2 to 8 digits and capital letters' },
};

/** ORG-01: the operator puts an organisation outside the school register on record, or changes what is on record of it. */
export function recordOrganisation(
  entry: RecordOrganisation,
  state: OrganisationState,
): Decision<OrganisationEvent> {
  const violations = [...codeViolations(entry), ...regionViolations(entry)];
  if (violations.length > 0) return refused(...violations);
  return decided<OrganisationEvent>(
    ...registerOrganisation(entry, state),
    ...(state.state === 'none' || sameEntry(entry, state)
      ? []
      : [event(organisationEntryChanged, changeable(entry), 'ORG-01')]),
  );
}

function codeViolations({ type, code }: RecordOrganisation): Violation[] {
  const { form, expected } = codeForms[type];
  return form.test(code)
    ? []
    : [{ rule: 'ORG-01', field: 'code', message: `The code of this type of organisation is ${expected}.` }];
}

function regionViolations({ type, rmcRegion }: RecordOrganisation): Violation[] {
  if (rmcRegion === undefined) return [];
  if (type !== 'municipality')
    return [{ rule: 'ORG-01', field: 'rmcRegion', message: 'Only a municipality lies in an RMC region.' }];
  return kenmerkForms['RMC-regio'].test(rmcRegion)
    ? []
    : [{ rule: 'ORG-01', field: 'rmcRegion', message: 'An RMC region is a number from 01 to 41.' }];
}

const changeable = (entry: RecordOrganisation) => ({
  name: entry.name,
  ...(entry.rmcRegion === undefined ? {} : { rmcRegion: entry.rmcRegion }),
  ...addressesOf(entry),
});

/** USR-06. Sectors are joined, never left. */
const sameEntry = (entry: RecordOrganisation, known: Organisation): boolean =>
  entry.name === known.name &&
  entry.rmcRegion === known.rmcRegion &&
  sameAddress(entry.visitingAddress, known.visitingAddress) &&
  sameAddress(entry.postalAddress, known.postalAddress);
