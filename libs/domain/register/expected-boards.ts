import { addressesOf, organisationId, type Part, type Sectors } from '../organisation/organisation.js';
import { type Organisations, openEverywhere } from './known-parts.js';
import { type SchoolLocation, type SectorFile } from './sector-file.js';

/** A board and all parts that it should have open, in the order of their ids. */
export interface ExpectedBoard {
  /** Id of the organisation. */
  readonly id: string;
  readonly code: string;
  readonly parts: readonly Part[];
}

/** What the register should look like after the load, by organisation id: the file, and what must stay beside it. */
export function expectedBoards(
  organisations: Organisations,
  file: SectorFile,
): ReadonlyMap<string, ExpectedBoard> {
  const locations = [...file.locations, ...kept(organisations, file)];
  const boards = new Map<string, SchoolLocation[]>();
  for (const location of locations)
    boards.set(location.board, [...(boards.get(location.board) ?? []), location]);
  return new Map(
    [...boards].map(([code, ofBoard]) => {
      const id = organisationId('board', code);
      return [id, { id, code, parts: partsOf(ofBoard, [file.sector]) }];
    }),
  );
}

/**
 * The open locations that no readable line names, but that can't be concluded closed: a refused line names them,
 * or may do so. They stay as they are, at the board where the file has their institution.
 */
function kept(organisations: Organisations, file: SectorFile): SchoolLocation[] {
  const named = new Set(file.locations.map(({ id }) => id));
  const boardOf = new Map(file.locations.map(({ institution, board }) => [institution, board]));
  return openEverywhere(organisations).flatMap(({ holder, part }) => {
    const owner = organisations.get(holder);
    if (owner === undefined || owner.state === 'none') return [];
    const { id, name, institution } = part;
    const stays = file.unreadableCodes || file.namedByRefusedLines.has(id);
    if (institution === undefined || named.has(id) || !stays || !part.sectors.includes(file.sector))
      return [];
    return [{ board: boardOf.get(institution) ?? owner.code, institution, id, name, ...addressesOf(part) }];
  });
}

/** ORG-01: the locations and their institutions. */
export function partsOf(locations: readonly SchoolLocation[], sectors: Sectors): readonly Part[] {
  const inOrder = [...locations].sort(byId);
  const institutions = new Map<string, Part>();
  for (const location of inOrder)
    if (!institutions.has(location.institution))
      institutions.set(location.institution, institutionAt(location, sectors));
  return [...institutions.values(), ...inOrder.map((location) => locationPart(location, sectors))].sort(byId);
}

/** An institution has no line of its own: it bears name and addresses of its location with the lowest number. */
const institutionAt = (lowest: SchoolLocation, sectors: Sectors): Part => ({
  id: lowest.institution,
  type: 'institution',
  name: lowest.name,
  ...addressesOf(lowest),
  sectors,
});

const locationPart = (location: SchoolLocation, sectors: Sectors): Part => ({
  id: location.id,
  type: 'location',
  name: location.name,
  institution: location.institution,
  ...addressesOf(location),
  sectors,
});

const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  one.id < other.id ? -1 : Number(one.id > other.id);
