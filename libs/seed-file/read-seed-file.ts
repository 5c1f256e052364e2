import { readCsv } from './read-csv.js';
import { readPskc } from './read-pskc.js';
import {
  type DeliveredGenerator,
  maxGenerators,
  maxSeedFileBytes,
  type SeedFault,
  type SeedFile,
  type SeedFileFormat,
  type SeedFileKey,
} from './seed-file.js';

/** TOK-08: the supplier's file, read once and as a whole: where one generator is wrong, none is there. */
export async function readSeedFile(
  bytes: Uint8Array,
  format: SeedFileFormat,
  key: SeedFileKey,
): Promise<SeedFile> {
  const text = textIn(bytes);
  if (typeof text !== 'string') return { faults: [text] };
  const file = format === 'pskc' ? await readPskc(text, key) : readCsv(text);
  return 'faults' in file ? file : withoutDoubles(file.generators);
}

const wholeFile = (message: string): SeedFault => ({ at: 'the file', message });

function textIn(bytes: Uint8Array): string | SeedFault {
  if (bytes.length > maxSeedFileBytes) return wholeFile(`must have at most ${maxSeedFileBytes} bytes`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return wholeFile('must be text in UTF-8');
  }
}

function withoutDoubles(generators: readonly DeliveredGenerator[]): SeedFile {
  if (generators.length === 0) return { faults: [wholeFile('has no generators')] };
  if (generators.length > maxGenerators)
    return { faults: [wholeFile(`must have at most ${maxGenerators} generators; split it`)] };
  const faults = [
    ...doubles(generators, 'serialNumber', 'serial number'),
    ...doubles(generators, 'seed', 'seed'),
  ];
  return faults.length > 0 ? { faults } : { generators };
}

function doubles(
  generators: readonly DeliveredGenerator[],
  field: 'serialNumber' | 'seed',
  name: string,
): SeedFault[] {
  const first = new Map<string, string>();
  return generators.flatMap(({ at, [field]: value }) => {
    const before = first.get(value);
    if (before === undefined) first.set(value, at);
    return before === undefined ? [] : [{ at, field: name, message: `stands at ${before} already` }];
  });
}
