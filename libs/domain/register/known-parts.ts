import { type Part } from '../organisation/organisation.js';
import { knownPartsOf, openParts, type OrganisationState } from '../organisation/state.js';

/** Folded organisations by id. */
export type Organisations = ReadonlyMap<string, OrganisationState>;

/** A part and the organisation where it is open, or was last. */
export interface HeldPart {
  readonly holder: string;
  readonly part: Part;
}

/** Those of the school register: what the operator itself put on record (ORG-01) is for no file to change. */
export const boardsOf = (organisations: Organisations): Organisations =>
  new Map([...organisations].filter(([, state]) => state.state !== 'none' && state.type === 'board'));

/** Every part that is open somewhere, in the order of the organisations' ids. */
export const openEverywhere = (organisations: Organisations): readonly HeldPart[] =>
  sortedIds(organisations).flatMap((holder) =>
    openParts(organisations.get(holder)!).map((part) => ({ holder, part })),
  );

/**
 * From whom a taker gets a part: the organisation where it is open; else the one that handed it over to the
 * taker without it having arrived, because a load was cut off between the two streams.
 */
export type GiverOf = (part: string, taker: string) => HeldPart | undefined;

export function giversIn(organisations: Organisations): GiverOf {
  const holders = new Map([...openEverywhere(organisations)].reverse().map((held) => [held.part.id, held]));
  const cutOff = cutOffHandOvers(organisations);
  return (part, taker) => holders.get(part) ?? cutOff.get(between(part, taker));
}

function cutOffHandOvers(organisations: Organisations): ReadonlyMap<string, HeldPart> {
  const found = new Map<string, HeldPart>();
  for (const holder of sortedIds(organisations))
    for (const known of knownPartsOf(organisations.get(holder)!))
      if (known.standing === 'handed-over' && !hasArrived(organisations.get(known.to), known.part.id, holder))
        found.set(between(known.part.id, known.to), { holder, part: known.part });
  return found;
}

/** The taker knows the part from another hand-over than back to the giver. */
function hasArrived(taker: OrganisationState | undefined, id: string, giver: string): boolean {
  const known = taker === undefined || taker.state === 'none' ? undefined : taker.parts.get(id);
  return known !== undefined && !(known.standing === 'handed-over' && known.to === giver);
}

const between = (part: string, taker: string): string => `${part} ${taker}`;

const sortedIds = (organisations: Organisations): string[] => [...organisations.keys()].sort();
