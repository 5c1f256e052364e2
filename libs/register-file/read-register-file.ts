import iconv from 'iconv-lite';
import { type RegisterContent, type SchoolLocation } from '#libs/domain/register/sector-file';
import { cellsOf, cellsWithoutQuoting } from './cells.js';
import { columns, valuesOf } from './columns.js';
import { faultsOf, type FileRefusal } from './refuse-file.js';
import { faultsOfLine, type LineFault, readableLocation, schoolLocation } from './school-line.js';

/** A line that was refused. No other line is lost by it. */
export interface RefusedLine {
  /** As an editor counts: the header is line 1. */
  readonly line: number;
  /** Id of the location that the line is about, where its codes could be read. */
  readonly location?: string;
  readonly faults: readonly LineFault[];
}

export interface RegisterFile {
  readonly content: RegisterContent;
  /** In the order of the file. */
  readonly refusedLines: readonly RefusedLine[];
}

/**
 * ORG-02: reads DUO's file of school locations: CSV with semicolons, windows-1252, CR LF, the columns of
 * `columns.ts`. A file that is something else is refused as a whole; a line that breaks a rule is refused alone.
 */
export function readRegisterFile(bytes: Uint8Array): RegisterFile | FileRefusal {
  const [first, ...more] = faultsOf(bytes);
  if (first !== undefined) return { refused: [first, ...more] };
  const lines = linesOf(bytes).map(readLine);
  const judged = refuseDividedInstitutions(refuseRepeated(lines));
  const locations = judged.flatMap((line) => ('read' in line ? [line.read] : []));
  const refusedLines = judged.flatMap((line) => ('faults' in line ? [line] : []));
  return { content: contentOf(locations, refusedLines), refusedLines };
}

export const isRefusedFile = (read: RegisterFile | FileRefusal): read is FileRefusal => 'refused' in read;

interface ReadLine {
  readonly line: number;
  readonly read: SchoolLocation;
}
type Line = ReadLine | RefusedLine;

/** The lines behind the header. */
const linesOf = (bytes: Uint8Array): readonly string[] =>
  iconv.decode(bytes, 'windows-1252').split('\r\n').slice(1, -1);

const headerLines = 1;

function readLine(text: string, index: number): Line {
  const line = index + headerLines + 1;
  const cells = cellsOf(text);
  if (cells === 'unreadable')
    return refusedLine(line, cellsWithoutQuoting(text), [{ message: 'Its quotation marks do not pair.' }]);
  if (cells.length !== columns.length)
    return refusedLine(line, cells, [
      { message: `It has ${cells.length} columns. Expected ${columns.length}.` },
    ]);
  const values = valuesOf(cells);
  const faults = faultsOfLine(values);
  return faults.length > 0 ? refusedLine(line, cells, faults) : { line, read: schoolLocation(values) };
}

function refusedLine(line: number, cells: readonly string[], faults: readonly LineFault[]): RefusedLine {
  const location = readableLocation(valuesOf(cells));
  return { line, ...(location === undefined ? {} : { location }), faults };
}

/** A location is in the file once: the first line stands. */
function refuseRepeated(lines: readonly Line[]): readonly Line[] {
  const firstLineOf = new Map<string, number>();
  return lines.map((line) => {
    if (!('read' in line)) return line;
    const first = firstLineOf.get(line.read.id);
    firstLineOf.set(line.read.id, first ?? line.line);
    return first === undefined
      ? line
      : refusedRead(line, {
          column: 'VESTIGINGSCODE',
          message: `The location stands on line ${first} already.`,
        });
  });
}

/** An institution is under one board. Where lines differ, none of them is believed, whatever their order. */
function refuseDividedInstitutions(lines: readonly Line[]): readonly Line[] {
  const boardsOf = new Map<string, Set<string>>();
  for (const line of lines)
    if ('read' in line)
      boardsOf.set(
        line.read.institution,
        (boardsOf.get(line.read.institution) ?? new Set()).add(line.read.board),
      );
  return lines.map((line) =>
    'read' in line && boardsOf.get(line.read.institution)!.size > 1
      ? refusedRead(line, {
          column: 'BEVOEGD GEZAG NUMMER',
          message: 'The file has the institution under more than one board. Expected one.',
        })
      : line,
  );
}

const refusedRead = ({ line, read }: ReadLine, fault: LineFault): RefusedLine => ({
  line,
  location: read.id,
  faults: [fault],
});

function contentOf(
  locations: readonly SchoolLocation[],
  refusedLines: readonly RefusedLine[],
): RegisterContent {
  const read = new Set(locations.map(({ id }) => id));
  const named = refusedLines.flatMap(({ location }) => (location === undefined ? [] : [location]));
  return {
    locations,
    refusedLines: refusedLines.length,
    namedByRefusedLines: new Set(named.filter((id) => !read.has(id))),
    unreadableCodes: refusedLines.some(({ location }) => location === undefined),
  };
}
