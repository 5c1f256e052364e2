import { type OrganisationEvent } from '../organisation/events.js';
import { type PartType, type Sector } from '../organisation/organisation.js';
import { type OrganisationChanges } from './changes.js';
import { type SectorFile } from './sector-file.js';

export interface BoardCounts {
  /** On the lines that could be read. */
  readonly inFile: number;
  /** New, opened again, or new in this sector. */
  readonly opened: number;
  /** Closed, or gone from this sector alone. */
  readonly closed: number;
}

export interface PartCounts extends BoardCounts {
  readonly renamed: number;
  readonly moved: number;
  readonly handedOver: number;
}

/** What a load did, or would do. */
export interface LoadSummary {
  readonly boards: BoardCounts;
  readonly institutions: PartCounts;
  readonly locations: PartCounts;
  readonly refusedLines: number;
  /** A refused line's codes couldn't be read, so nothing was concluded closed. */
  readonly closuresWithheld: boolean;
}

export function summaryOf(file: SectorFile, changes: readonly OrganisationChanges[]): LoadSummary {
  const events = changes.flatMap((change) => change.events);
  return {
    boards: {
      inFile: new Set(file.locations.map(({ board }) => board)).size,
      opened: changes.filter((change) => change.events.some(({ type }) => opensBoard.has(type))).length,
      closed: changes.filter((change) => change.events.some((event) => closesBoard(event, file.sector)))
        .length,
    },
    institutions: partCounts(
      'institution',
      new Set(file.locations.map(({ institution }) => institution)).size,
      events,
    ),
    locations: partCounts('location', file.locations.length, events),
    refusedLines: file.refusedLines,
    closuresWithheld: file.unreadableCodes,
  };
}

const opensBoard: ReadonlySet<string> = new Set([
  'organisation.registered',
  'organisation.reopened',
  'organisation.sector-joined',
]);

const closesBoard = ({ type, data }: OrganisationEvent, sector: Sector): boolean =>
  type === 'organisation.closed' || (type === 'organisation.sector-left' && data.sector === sector);

function partCounts(type: PartType, inFile: number, events: readonly OrganisationEvent[]): PartCounts {
  const parts = (...types: readonly OrganisationEvent['type'][]): number =>
    new Set(
      events.flatMap((event) =>
        types.includes(event.type) && 'part' in event.data && event.data.partType === type
          ? [event.data.part]
          : [],
      ),
    ).size;
  return {
    inFile,
    opened: parts('organisation.part-opened'),
    closed: parts('organisation.part-closed', 'organisation.part-sector-left'),
    renamed: parts('organisation.part-renamed'),
    moved: parts('organisation.part-moved'),
    handedOver: parts('organisation.part-handed-over', 'organisation.part-taken-over'),
  };
}
