import { event } from '../catalogue.js';
import { type OrganisationEvent, partRenamed } from './events.js';
import { by, ruleOf } from './source.js';
import { openPartOf, type OrganisationState } from './state.js';

/** ORG-01, ORG-02: the open part bears this name. @param source as in `po 2026-04`; absent for the operator’s word */
export function renamePart(
  id: string,
  name: string,
  state: OrganisationState,
  source?: string,
): readonly OrganisationEvent[] {
  const part = openPartOf(state, id);
  if (part === undefined || part.name === name) return [];
  return [
    event(
      partRenamed,
      { part: id, partType: part.type, name, previousName: part.name, ...by(source) },
      ruleOf(source),
    ),
  ];
}
