import { event } from '../catalogue.js';
import { organisationClosed, type OrganisationEvent, organisationSectorLeft } from './events.js';
import { type Sector } from './organisation.js';
import { openParts, type OrganisationState } from './state.js';

/**
 * ORG-02: the sector's register doesn't know the organisation any more. It leaves that sector once none of its parts is
 * open there, and closes with the last. @param source as in `po 2026-04`
 */
export function takeOutOfSector(
  sector: Sector,
  state: OrganisationState,
  source: string,
): readonly OrganisationEvent[] {
  if (state.state !== 'open' || !state.sectors.includes(sector)) return [];
  const parts = openParts(state);
  if (state.sectors.length > 1)
    return parts.some((part) => part.sectors.includes(sector))
      ? []
      : [event(organisationSectorLeft, { sector, source }, 'ORG-02')];
  return parts.length === 0 ? [event(organisationClosed, { source }, 'ORG-02')] : [];
}
