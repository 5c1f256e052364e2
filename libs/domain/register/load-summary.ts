import { type OrganisationEvent } from '../organisation/events.js';
import { type PartType } from '../organisation/organisation.js';
import { type OrganisationChanges } from './changes.js';
import { type SectorFile } from './sector-file.js';

export interface BoardCounts {
  /** On the lines that could be read. */
  readonly inFile: number;
  /** New, opened again, or new in this sector. */
  readonly opened: number;
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
      closed: events.filter(({ type }) => type === 'organisation.closed').length,
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
    closed: parts('organisation.part-closed'),
    renamed: parts('organisation.part-renamed'),
    moved: parts('organisation.part-moved'),
    handedOver: parts('organisation.part-handed-over', 'organisation.part-taken-over'),
  };
}
