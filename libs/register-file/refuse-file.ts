import { cellsOf } from './cells.js';
import { columns } from './columns.js';

/** Largest file that is read, in bytes: over thirty times DUO's file of 2026-04 (1.9 MB). */
export const maxFileBytes = 64 * 1024 * 1024;

/** Why a file is refused as a whole. */
export interface FileFault {
  readonly kind: 'empty' | 'too-large' | 'not-text' | 'encoding' | 'columns' | 'cut-off';
  /** For a person: what is wrong and what was expected. */
  readonly message: string;
}

/** ORG-02: nothing of the file is read, and nothing is changed. All that is wrong with it is told together. */
export interface FileRefusal {
  readonly refused: readonly [FileFault, ...FileFault[]];
}

/** Faults of the file as a whole; where there are none, it can be read line by line as windows-1252. */
export function faultsOf(bytes: Uint8Array): readonly FileFault[] {
  if (bytes.length === 0)
    return [fault('empty', 'The file is empty. Expected the register file as DUO publishes it.')];
  if (bytes.length > maxFileBytes)
    return [
      fault('too-large', `The file has ${bytes.length} bytes. Expected at most ${maxFileBytes} (64 MiB).`),
    ];
  if (bytes.includes(0))
    return [
      fault(
        'not-text',
        'The file holds NUL bytes, as UTF-16 and binary files do. Expected CSV in windows-1252.',
      ),
    ];
  return [...encodingFaults(bytes), ...columnFaults(bytes), ...endFaults(bytes)];
}

const fault = (kind: FileFault['kind'], message: string): FileFault => ({ kind, message });

function encodingFaults(bytes: Uint8Array): FileFault[] {
  const found = beginsWith(bytes, [0xef, 0xbb, 0xbf])
    ? 'UTF-8 with a byte order mark'
    : isMultiByteUtf8(bytes)
      ? 'UTF-8'
      : bytes.some((byte) => undefinedBytes.has(byte))
        ? 'text with bytes that windows-1252 does not define'
        : undefined;
  return found === undefined
    ? []
    : [fault('encoding', `The file is ${found}. Expected windows-1252, without a byte order mark.`)];
}

const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** The five bytes that windows-1252 leaves undefined (unicode.org, VENDORS/MICSFT/WINDOWS/CP1252.TXT). */
const undefinedBytes: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * Every byte above ASCII is part of a valid UTF-8 sequence. In windows-1252 a letter like ë stands between ASCII
 * letters, which UTF-8 forbids; so one such letter in the file tells the two apart.
 */
function isMultiByteUtf8(bytes: Uint8Array): boolean {
  if (!bytes.some((byte) => byte >= 0x80)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function columnFaults(bytes: Uint8Array): FileFault[] {
  const found = headerOf(bytes);
  const missing = columns.filter((column) => !found.includes(column));
  const unexpected = found.filter((name, at) => !isColumn(name) || found.indexOf(name) !== at);
  if (missing.length === 0 && unexpected.length === 0)
    return columns.every((column, at) => found[at] === column)
      ? []
      : [fault('columns', `The columns stand in another order. Expected: ${columns.join('; ')}.`)];
  return [
    fault(
      'columns',
      `The columns are others. Expected ${columns.length} columns, separated by semicolons.` +
        (missing.length === 0 ? '' : ` Missing: ${missing.join('; ')}.`) +
        (unexpected.length === 0 ? '' : ` Unexpected: ${shown(unexpected)}.`),
    ),
  ];
}

const isColumn = (name: string): boolean => (columns as readonly string[]).includes(name);

function headerOf(bytes: Uint8Array): readonly string[] {
  const end = bytes.findIndex((byte) => byte === carriageReturn || byte === lineFeed);
  const header = bytes.subarray(0, end === -1 ? bytes.length : end);
  const text = new TextDecoder('utf-8').decode(header.subarray(0, longestHeader));
  const cells = cellsOf(text);
  return cells === 'unreadable' ? [text] : cells;
}

/** In bytes; DUO's has 642. A longer one is not a header, and is not read to its end. */
const longestHeader = 10_000;

/** At most ten names of at most forty printable characters: the file may be anything. */
const shown = (names: readonly string[]): string =>
  names
    .slice(0, 10)
    .map((name) => name.replaceAll(/[^\p{L}\p{N}\p{P} ]/gu, '?').slice(0, 40))
    .join('; ') + (names.length > 10 ? `; and ${names.length - 10} more` : '');

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

function endFaults(bytes: Uint8Array): FileFault[] {
  const lines = lineEndsIn(bytes);
  if (bytes.at(-2) !== carriageReturn || bytes.at(-1) !== lineFeed)
    return [
      fault('cut-off', 'The file ends inside a line. Expected every line, the last too, to end with CR LF.'),
    ];
  return lines < 2 ? [fault('empty', 'The file has no lines behind its header.')] : [];
}

/** Counted up to two: a header and a line. */
function lineEndsIn(bytes: Uint8Array): number {
  const first = bytes.indexOf(lineFeed);
  return first === -1 ? 0 : bytes.indexOf(lineFeed, first + 1) === -1 ? 1 : 2;
}
