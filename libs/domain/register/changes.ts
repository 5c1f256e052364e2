import { Changing } from '../organisation/changing.js';
import { takeOutOfSector } from '../organisation/take-out-of-sector.js';
import { takePartOutOfSector } from '../organisation/close-part.js';
import { type OrganisationEvent } from '../organisation/events.js';
import { handOverPart, takeOverPart } from '../organisation/hand-over-part.js';
import { movePart } from '../organisation/move-part.js';
import { openPart } from '../organisation/open-part.js';
import { type Part, type Sector } from '../organisation/organisation.js';
import { registerOrganisation } from '../organisation/register-organisation.js';
import { renamePart } from '../organisation/rename-part.js';
import { noOrganisation, openPartOf, openParts, type OrganisationState } from '../organisation/state.js';
import { type ExpectedBoard } from './expected-boards.js';
import { giversIn, type GiverOf, type Organisations } from './known-parts.js';

/** The events to append to one organisation's stream, `organisation-<id>`. Never empty. */
export interface OrganisationChanges {
  readonly id: string;
  readonly events: readonly OrganisationEvent[];
}

/**
 * ORG-02: what makes the organisations what they should be, and nothing else; in the order of their ids. Each
 * stream can be appended by itself: after a load that was cut off, the next one gives what is still missing.
 */
export function changesTowards(
  expected: ReadonlyMap<string, ExpectedBoard>,
  organisations: Organisations,
  { sector, source }: { readonly sector: Sector; readonly source: string },
): readonly OrganisationChanges[] {
  const giverOf = giversIn(organisations);
  const homeOf = new Map(
    [...expected.values()].flatMap(({ id, parts }) => parts.map((part) => [part.id, id])),
  );
  return [...new Set([...organisations.keys(), ...expected.keys()])]
    .sort()
    .map((id) => {
      const changing = new Changing(organisations.get(id) ?? noOrganisation);
      const board = expected.get(id);
      if (board !== undefined) arrive(changing, board, giverOf, { sector, source });
      leave(changing, id, homeOf, { sector, source });
      if (board === undefined) changing.add(takeOutOfSector(sector, changing.state, source));
      return { id, events: changing.events };
    })
    .filter(({ events }) => events.length > 0);
}

interface Load {
  readonly sector: Sector;
  readonly source: string;
}

function arrive(changing: Changing, board: ExpectedBoard, giverOf: GiverOf, { sector, source }: Load): void {
  const { id, code, parts } = board;
  changing.add(registerOrganisation({ type: 'board', code, sectors: [sector] }, changing.state, source));
  for (const part of parts) {
    changing.add(taken(part, id, changing.state, giverOf, source));
    changing.add(openPart(part, changing.state, source));
    changing.add(renamePart(part.id, part.name, changing.state, source));
    changing.add(movePart(part.id, part, changing.state, source));
  }
}

function taken(
  { id }: Part,
  taker: string,
  state: OrganisationState,
  giverOf: GiverOf,
  source: string,
): readonly OrganisationEvent[] {
  if (openPartOf(state, id) !== undefined) return [];
  const giver = giverOf(id, taker);
  return giver === undefined ? [] : takeOverPart(giver.part, giver.holder, state, source);
}

/** Open parts that should be elsewhere are handed over; those that should be nowhere leave the sector. */
function leave(
  changing: Changing,
  id: string,
  homeOf: ReadonlyMap<string, string>,
  { sector, source }: Load,
): void {
  for (const part of openParts(changing.state)) {
    const home = homeOf.get(part.id);
    if (home === undefined) changing.add(takePartOutOfSector(part.id, sector, changing.state, source));
    else if (home !== id) changing.add(handOverPart(part.id, home, changing.state, source));
  }
}
