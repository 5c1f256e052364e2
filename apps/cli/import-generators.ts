import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { v7 } from 'uuid';
import { type ImportGeneratorsBody } from '#libs/commands/import-generators';
import { dateInAmsterdam } from '#libs/commands/local-date';
import { type Configuration } from '#libs/configuration/configuration';
import { readSeedFile } from '#libs/seed-file/read-seed-file';
import { type SeedFault, type SeedFileFormat, type SeedFileKey } from '#libs/seed-file/seed-file';
import { atTheDesk } from './at-the-desk.js';
import { Failure } from './failure.js';
import { print, say } from './print.js';
import { Progress } from './progress.js';
import { RunningServer } from './running-server.js';

export interface ImportGeneratorsOptions {
  readonly url?: string;
  readonly format?: SeedFileFormat;
  /** File with the pre-shared key, hexadecimal. */
  readonly keyFile?: string;
  /** File with the passphrase. */
  readonly passphraseFile?: string;
  readonly deliveryNote: string;
  /** Date, Europe/Amsterdam; by default today. */
  readonly receivedOn?: string;
}

/** TOK-08: imports a supplier's file, in this process or through a running server. @throws Failure */
export async function importGenerators(
  file: string,
  options: ImportGeneratorsOptions,
  configuration: Configuration,
): Promise<void> {
  const bytes = await read(file);
  const format = options.format ?? (file.toLowerCase().endsWith('.csv') ? 'csv' : 'pskc');
  const key = await keyOf(options);
  const { deliveryNote, receivedOn = dateInAmsterdam(new Date()) } = options;
  // Read here as well where a server does the work: what is wrong is then told before anything is sent.
  const seedFile = await readSeedFile(bytes, format, key);
  if ('faults' in seedFile) throw refusedFile(seedFile.faults);
  const { generators } = seedFile;
  const outcome =
    options.url === undefined
      ? await importHere({ deliveryNote, receivedOn, generators }, configuration)
      : await importThere(
          { format, file: bytes.toString('base64'), ...keyFields(key), deliveryNote, receivedOn },
          new RunningServer(options.url, configuration, 'operator'),
        );
  print(
    outcome === 'applied'
      ? `${basename(file)}: ${generators.length} token generators of delivery note ${deliveryNote} are in the ledger.`
      : `${basename(file)}: nothing changed; it was imported before.`,
  );
}

async function read(file: string): Promise<Buffer> {
  return readFile(file).catch(() => {
    throw new Failure(`${file} can't be read.`);
  });
}

async function keyOf({ keyFile, passphraseFile }: ImportGeneratorsOptions): Promise<SeedFileKey> {
  const hex = keyFile === undefined ? undefined : (await read(keyFile)).toString('utf8').trim();
  if (hex !== undefined && !/^([0-9a-fA-F]{2}){16,32}$/.test(hex))
    throw new Failure(`${keyFile} must hold a key of 16, 24 or 32 bytes in hexadecimal, and nothing else.`);
  const passphrase =
    passphraseFile === undefined
      ? undefined
      : (await read(passphraseFile)).toString('utf8').replace(/\r?\n$/, '');
  return {
    ...(hex === undefined ? {} : { preShared: Buffer.from(hex, 'hex') }),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
}

/** Faults that are shown; a person mends the first ones first. */
const mostShown = 50;

const refusedFile = (faults: readonly SeedFault[]): Failure =>
  new Failure(
    [
      `The file is refused as a whole; nothing was imported. Faults: ${faults.length}.`,
      ...faults
        .slice(0, mostShown)
        .map(({ at, field, message }) => `  ${at}${field === undefined ? '' : `, ${field}`}: ${message}`),
    ].join('\n'),
  );

type Outcome = 'applied' | 'changed-nothing';

async function importHere(body: ImportGeneratorsBody, configuration: Configuration): Promise<Outcome> {
  const progress = new Progress('Token generators', 'done');
  return atTheDesk(configuration, async ({ desk, operator }) => {
    const receipt = await desk.issue('import-generators', {
      idempotencyKey: v7(),
      caller: operator,
      origin: { channel: 'cli' },
      body,
      onProgress: (done, of) => progress.show(done, of),
    });
    progress.end();
    if (receipt.outcome === 'refused')
      throw new Failure(
        receipt.violations
          .map(({ rule, field, message }) => `${rule}: ${field === undefined ? '' : `${field}: `}${message}`)
          .join('\n'),
      );
    return receipt.outcome;
  }).finally(() => progress.end());
}

async function importThere(body: object, server: RunningServer): Promise<Outcome> {
  say('Sent to the server; it is importing.');
  const { outcome } = await server.call<{ readonly outcome: Outcome }>('/generator-files', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': v7() },
    body: JSON.stringify(body),
  });
  return outcome;
}

const keyFields = ({ preShared, passphrase }: SeedFileKey): object => ({
  ...(preShared === undefined ? {} : { key: Buffer.from(preShared).toString('hex') }),
  ...(passphrase === undefined ? {} : { passphrase }),
});
