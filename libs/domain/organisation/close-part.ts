import { event } from '../catalogue.js';
import { type OrganisationEvent, partClosed, partSectorLeft } from './events.js';
import { type Sector } from './organisation.js';
import { by, ruleOf } from './source.js';
import { openPartOf, type OrganisationState } from './state.js';

/** ORG-01, ORG-02: the open part is no more. @param source as in `po 2026-04`; absent for the operator’s word */
export function closePart(
  id: string,
  state: OrganisationState,
  source?: string,
): readonly OrganisationEvent[] {
  const part = openPartOf(state, id);
  if (part === undefined) return [];
  const closed = { part: id, partType: part.type, name: part.name, ...by(source) };
  return [event(partClosed, closed, ruleOf(source))];
}

/**
 * ORG-02: the sector's register doesn't know the open part any more. It leaves that sector, and closes with the last.
 * @param source as in `po 2026-04`
 */
export function takePartOutOfSector(
  id: string,
  sector: Sector,
  state: OrganisationState,
  source: string,
): readonly OrganisationEvent[] {
  const part = openPartOf(state, id);
  if (part === undefined || !part.sectors.includes(sector)) return [];
  if (part.sectors.length === 1) return closePart(id, state, source);
  const left = { part: id, partType: part.type, name: part.name, sector, source };
  return [event(partSectorLeft, left, 'ORG-02')];
}
