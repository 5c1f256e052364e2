import { event } from '../catalogue.js';
import { type OrganisationEvent, partMoved } from './events.js';
import { type Addresses, addressesOf, sameAddress } from './organisation.js';
import { by, ruleOf } from './source.js';
import { openPartOf, type OrganisationState } from './state.js';

/** ORG-01, ORG-02: the open part has these addresses. @param source as in `po 2026-04`; absent for the operator’s word */
export function movePart(
  id: string,
  addresses: Addresses,
  state: OrganisationState,
  source?: string,
): readonly OrganisationEvent[] {
  const part = openPartOf(state, id);
  if (part === undefined || sameAddresses(part, addresses)) return [];
  return [
    event(
      partMoved,
      { part: id, partType: part.type, name: part.name, ...addressesOf(addresses), ...by(source) },
      ruleOf(source),
    ),
  ];
}

const sameAddresses = (one: Addresses, other: Addresses): boolean =>
  sameAddress(one.visitingAddress, other.visitingAddress) &&
  sameAddress(one.postalAddress, other.postalAddress);
