import { CsvError, type Options, parse } from 'csv-parse/sync';
import { type CodeHash, codeHashes, type CodeKind, codeKinds } from '#libs/domain/generator/events';
import { seedFromText, serialNumberIn, wholeNumberIn } from './field-forms.js';
import { type DeliveredGenerator, type SeedFault, type SeedFile } from './seed-file.js';

/** Columns of the file, in any order, named in its first line. */
export const seedColumns = ['serial', 'seed', 'kind', 'hash', 'digits', 'period', 'counter'] as const;
type Column = (typeof seedColumns)[number];
const needed: readonly Column[] = ['serial', 'seed', 'kind', 'digits'];

type Cells = Partial<Record<Column, string>>;

/** UTF-8, a header and a line for each generator; commas or semicolons between cells, quoted where the file does (RFC 4180). */
export function readCsv(text: string): SeedFile {
  const lines = linesOf(text);
  if (lines === 'unreadable')
    return { faults: [{ at: 'the file', message: 'has quotation marks that do not pair' }] };
  const [header, ...generators] = lines;
  const columns = (header?.record ?? []).map((cell) => cell.toLowerCase());
  const faults = headerFaults(columns);
  if (faults.length > 0) return { faults };
  const read = generators.map(({ record, info }) =>
    readLine(`line ${info.lines}`, record, columns as readonly Column[]),
  );
  const wrong = read.flatMap((one) => ('faults' in one ? one.faults : []));
  return wrong.length > 0
    ? { faults: wrong }
    : { generators: read.flatMap((one) => ('faults' in one ? [] : [one])) };
}

/** A line that is not empty, and where it stands in the file. */
interface Line {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const layout: Options = {
  bom: true,
  delimiter: [',', ';'],
  trim: true,
  skip_empty_lines: true,
  relax_column_count: true,
  info: true,
};

function linesOf(text: string): readonly Line[] | 'unreadable' {
  try {
    return parse(text, layout) as unknown as readonly Line[];
  } catch (error) {
    // What the library says may hold a seed.
    if (error instanceof CsvError) return 'unreadable';
    throw error;
  }
}

function headerFaults(columns: readonly string[]): SeedFault[] {
  const at = 'line 1';
  const missing = needed.filter((name) => !columns.includes(name));
  const strange = columns.some(
    (name, index) => !(seedColumns as readonly string[]).includes(name) || columns.indexOf(name) !== index,
  );
  return [
    ...missing.map((field) => ({ at, field, message: 'is a column that must be there' })),
    ...(strange
      ? [
          {
            at,
            message: `has a column that is not known or stands twice; known are: ${seedColumns.join(', ')}`,
          },
        ]
      : []),
  ];
}

type ReadLine = DeliveredGenerator | { readonly faults: readonly SeedFault[] };

function readLine(at: string, line: readonly string[], columns: readonly Column[]): ReadLine {
  if (line.length !== columns.length)
    return { faults: [{ at, message: `must have ${columns.length} cells, as the first line has` }] };
  const cells: Cells = Object.fromEntries(columns.map((name, index) => [name, line[index] ?? '']));
  const faults: SeedFault[] = [];
  const wrong = (field: Column, message: string): undefined => {
    faults.push({ at, field, message });
    return undefined;
  };
  const number = (field: Column): number | undefined =>
    (cells[field] ?? '') === ''
      ? undefined
      : (wholeNumberIn(cells[field] ?? '') ?? wrong(field, 'must be a whole number of at most 1000000000'));
  const serialNumber =
    serialNumberIn(cells.serial ?? '') ??
    wrong('serial', 'must be capitals and digits with hyphens between them, at most 20');
  const seed =
    seedFromText(cells.seed ?? '') ?? wrong('seed', 'must be hexadecimal or base32, of at most 512 bits');
  const kind =
    choice<CodeKind>(codeKinds, cells.kind ?? '') ?? wrong('kind', `must be one of: ${codeKinds.join(', ')}`);
  const hash =
    choice<CodeHash>(codeHashes, cells.hash === undefined || cells.hash === '' ? 'sha1' : cells.hash) ??
    wrong('hash', `must be one of: ${codeHashes.join(', ')}`);
  const digits =
    cells.digits === '6' || cells.digits === '8' ? Number(cells.digits) : wrong('digits', 'must be 6 or 8');
  const period = number('period');
  const counter = number('counter');
  if (
    faults.length > 0 ||
    serialNumber === undefined ||
    seed === undefined ||
    kind === undefined ||
    hash === undefined ||
    digits === undefined
  )
    return { faults };
  return {
    at,
    serialNumber,
    seed,
    kind,
    hash,
    digits,
    ...(period === undefined ? {} : { period }),
    ...(counter === undefined ? {} : { counter }),
  };
}

const choice = <T extends string>(choices: readonly T[], text: string): T | undefined =>
  choices.find((one) => one === text.toLowerCase());
