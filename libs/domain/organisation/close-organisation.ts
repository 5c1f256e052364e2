import { event } from '../catalogue.js';
import { organisationClosed, type OrganisationEvent } from './events.js';
import { type Sector } from './organisation.js';
import { openParts, type OrganisationState } from './state.js';

/**
 * ORG-02: the sector's register doesn't know the organisation any more. It closes where it is in no other sector
 * and has no open part left. @param source as in `po 2026-04`
 */
export function closeOrganisation(
  sector: Sector,
  state: OrganisationState,
  source: string,
): readonly OrganisationEvent[] {
  const closes =
    state.state === 'open' &&
    state.sectors.every((other) => other === sector) &&
    openParts(state).length === 0;
  return closes ? [event(organisationClosed, { source }, 'ORG-02')] : [];
}
