import { event } from '../catalogue.js';
import { type OrganisationEvent, partOpened } from './events.js';
import { addressesOf, type Part, type Sectors } from './organisation.js';
import { by, ruleOf } from './source.js';
import { openPartOf, type OrganisationState } from './state.js';

/**
 * ORG-02: the part is open in its sectors; one that was closed is opened again. A part that is open in another
 * sector keeps its name and addresses here: a change of those is a fact of its own. @param source as in `po 2026-04`;
 * absent where the operator itself records it (ORG-01)
 */
export function openPart(
  part: Part,
  state: OrganisationState,
  source?: string,
): readonly OrganisationEvent[] {
  const known = openPartOf(state, part.id);
  if (known === undefined) return [opened(part, source)];
  const joined = part.sectors.filter((sector) => !known.sectors.includes(sector));
  if (joined.length === 0) return [];
  return [opened({ ...known, sectors: [...known.sectors, ...joined] satisfies Sectors }, source)];
}

const opened = (part: Part, source: string | undefined): OrganisationEvent =>
  event(partOpened, { ...wholePart(part), ...by(source) }, ruleOf(source));

/** The part as the fields of an event that holds all of it. */
export const wholePart = (part: Part) => ({
  part: part.id,
  partType: part.type,
  name: part.name,
  ...(part.institution === undefined ? {} : { institution: part.institution }),
  ...addressesOf(part),
  sectors: part.sectors,
});
