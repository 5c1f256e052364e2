import { event } from '../catalogue.js';
import { type PolicyValues } from '../policy/policy-values.js';
import { type Violation } from '../rules.js';
import { changesTowards, type OrganisationChanges } from './changes.js';
import { expectedBoards } from './expected-boards.js';
import { boardsOf, openEverywhere, type Organisations } from './known-parts.js';
import { type LoadSummary, summaryOf } from './load-summary.js';
import { type RegisterEvent, registerLoaded, type RegisterState } from './register.js';
import { type SectorFile } from './sector-file.js';

export type RegisterPolicy = Pick<PolicyValues, 'register.mostPercentClosed'>;

export interface CurrentRegister {
  /** Every organisation that there is, by id. */
  readonly organisations: Organisations;
  /** State of the stream `register-<sector>` of the file's sector. */
  readonly lastLoaded: RegisterState;
}

/** What the operator says explicitly (ORG-02). */
export interface Word {
  /** The file may close more of its sector than `register.mostPercentClosed`. */
  readonly allowClosures: boolean;
  /** The file may be older than the one loaded last. */
  readonly allowOlder: boolean;
}

export interface RegisterLoad {
  /** What to append to each organisation's stream, in this order. */
  readonly organisations: readonly OrganisationChanges[];
  /** What to append to `register-<sector>`, when all the organisations are done. */
  readonly register: readonly RegisterEvent[];
  /** What the load does; of a refused one, what it would have done. */
  readonly summary: LoadSummary;
  /** Only when the load is refused: nothing is to be appended then. */
  readonly refused?: readonly Violation[];
}

/** ORG-02: what the file changes, or why it takes an explicit word first. */
export function decideRegisterLoad(
  current: CurrentRegister,
  file: SectorFile,
  word: Word,
  policy: RegisterPolicy,
): RegisterLoad {
  const source = `${file.sector} ${file.fileDate}`;
  const boards = boardsOf(current.organisations);
  const organisations = changesTowards(expectedBoards(boards, file), boards, { sector: file.sector, source });
  const summary = summaryOf(file, organisations);
  const refused = [...tooOld(current, file, word), ...tooManyClosed(boards, file, word, summary, policy)];
  if (refused.length > 0) return { organisations: [], register: [], summary, refused };
  const known = organisations.length === 0 && current.lastLoaded?.digest === file.digest;
  return { organisations, register: known ? [] : [loaded(file, summary)], summary };
}

function tooOld({ lastLoaded }: CurrentRegister, file: SectorFile, word: Word): Violation[] {
  if (word.allowOlder || lastLoaded === undefined || file.fileDate >= lastLoaded.fileDate) return [];
  return [
    {
      rule: 'ORG-02',
      field: 'allowOlder',
      message: `The file is of ${file.fileDate}, older than the one loaded last, of ${lastLoaded.fileDate}. If it is right all the same, allow an older file.`,
    },
  ];
}

function tooManyClosed(
  boards: Organisations,
  { sector }: SectorFile,
  word: Word,
  { institutions, locations }: LoadSummary,
  { 'register.mostPercentClosed': most }: RegisterPolicy,
): Violation[] {
  const closed = institutions.closed + locations.closed;
  const open = new Set(
    openEverywhere(boards)
      .filter(({ part }) => part.sectors.includes(sector))
      .map(({ part }) => part.id),
  ).size;
  if (word.allowClosures || closed * 100 <= open * most) return [];
  return [
    {
      rule: 'ORG-02',
      field: 'allowClosures',
      message: `The file closes, or no longer has, ${closed} of the ${open} open institutions and locations of sector ${sector}, more than ${most} %. If it is right all the same, allow the closures.`,
    },
  ];
}

const loaded = (file: SectorFile, { boards, institutions, locations }: LoadSummary): RegisterEvent =>
  event(
    registerLoaded,
    {
      sector: file.sector,
      fileDate: file.fileDate,
      digest: file.digest,
      boards: boards.inFile,
      institutions: institutions.inFile,
      locations: locations.inFile,
      refusedLines: file.refusedLines,
      opened: institutions.opened + locations.opened,
      closed: institutions.closed + locations.closed,
      renamed: institutions.renamed + locations.renamed,
      moved: institutions.moved + locations.moved,
      handedOver: institutions.handedOver + locations.handedOver,
    },
    'ORG-02',
  );
