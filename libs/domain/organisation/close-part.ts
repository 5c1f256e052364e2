import { event } from '../catalogue.js';
import { type OrganisationEvent, partClosed } from './events.js';
import { type Sector } from './organisation.js';
import { openPartOf, type OrganisationState } from './state.js';

/**
 * ORG-02: the sector's register doesn't know the part any more. It closes where it is open in that sector alone.
 * @param source as in `po 2026-04`
 */
export function closePart(
  id: string,
  sector: Sector,
  state: OrganisationState,
  source: string,
): readonly OrganisationEvent[] {
  const part = openPartOf(state, id);
  if (part === undefined || !part.sectors.every((other) => other === sector)) return [];
  return [event(partClosed, { part: id, partType: part.type, name: part.name, source }, 'ORG-02')];
}
