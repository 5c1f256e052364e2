import { event } from '../catalogue.js';
import { type OrganisationEvent, partHandedOver, partTakenOver } from './events.js';
import { wholePart } from './open-part.js';
import { type Part } from './organisation.js';
import { openPartOf, type OrganisationState } from './state.js';

/** ORG-02, the old board's side: the open part goes to another one. @param source as in `po 2026-04` */
export function handOverPart(
  id: string,
  to: string,
  state: OrganisationState,
  source: string,
): readonly OrganisationEvent[] {
  const part = openPartOf(state, id);
  if (part === undefined) return [];
  return [event(partHandedOver, { part: id, partType: part.type, name: part.name, to, source }, 'ORG-02')];
}

/**
 * ORG-02, the new board's side: it takes the part as the old one had it.
 * @param from id of the old board @param source as in `po 2026-04`
 */
export function takeOverPart(
  part: Part,
  from: string,
  state: OrganisationState,
  source: string,
): readonly OrganisationEvent[] {
  if (openPartOf(state, part.id) !== undefined) return [];
  return [event(partTakenOver, { ...wholePart(part), from, source }, 'ORG-02')];
}
