import { type Addresses, type Sector } from '../organisation/organisation.js';

/** One line of a school register: a location, with the institution and the board that it belongs to. */
export interface SchoolLocation extends Addresses {
  /** Code of the board, five digits. */
  readonly board: string;
  /** Id of the institution (BRIN), as in `03WU`. */
  readonly institution: string;
  /** Id of the location: that of the institution and two digits, as in `03WU00`. */
  readonly id: string;
  readonly name: string;
}

/** What a register file says, once read. */
export interface RegisterContent {
  /** Each location once; all those of an institution under one board. */
  readonly locations: readonly SchoolLocation[];
  /** Number of lines that were refused. */
  readonly refusedLines: number;
  /** Ids of locations that only refused lines name: they are in the file, so they don't count as closed. */
  readonly namedByRefusedLines: ReadonlySet<string>;
  /** A refused line's codes couldn't be read: any location may be the one meant, so nothing counts as closed. */
  readonly unreadableCodes: boolean;
}

/** A register file of one sector (ORG-02). It counts as the whole of that sector. */
export interface SectorFile extends RegisterContent {
  readonly sector: Sector;
  /** Month that the file is about, `2026-04`. */
  readonly fileDate: string;
  /** SHA-256 of the file, 64 hexadecimal digits. */
  readonly digest: string;
}
