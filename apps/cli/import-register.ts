import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { v7 } from 'uuid';
import { type Configuration } from '#libs/configuration/configuration';
import { type RegisterEvent } from '#libs/domain/register/register';
import { eventsOfLoad, registerLoadAt } from '#libs/queries/show-register-load';
import { fileDateFromName } from '#libs/register-file/file-date';
import { registerLoad, type RegisterLoadRequest } from '#libs/register-file/register-load';
import { atTheDesk } from './at-the-desk.js';
import { Failure } from './failure.js';
import { print, say } from './print.js';
import { Progress } from './progress.js';
import { RunningServer } from './running-server.js';

export interface ImportOptions {
  readonly url?: string;
  readonly asOf?: string;
  readonly allowClosures: boolean;
  readonly allowOlder: boolean;
}

type Loaded = Pick<
  RegisterEvent['data'],
  'boards' | 'institutions' | 'locations' | 'opened' | 'closed' | 'renamed' | 'moved' | 'handedOver'
>;

interface Outcome {
  /** `null` when nothing changed. */
  readonly load: Loaded | null;
  readonly recordedEvents: number;
  readonly refusedLines: RegisterLoadRequest['refusedLines'];
}

/** ORG-02: loads a register file, in this process or through a running server. @throws Failure */
export async function importRegister(
  file: string,
  options: ImportOptions,
  configuration: Configuration,
): Promise<void> {
  const bytes = await readFile(file).catch(() => {
    throw new Failure(`${file} can't be read.`);
  });
  const fileDate = options.asOf ?? fileDateFromName(file);
  if (fileDate === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(fileDate))
    throw new Failure('Say which month the file is about: a name like ….2026-04.csv, or --as-of 2026-04.');
  const outcome =
    options.url === undefined
      ? await importHere(bytes, fileDate, options, configuration)
      : await importThere(
          bytes,
          fileDate,
          options,
          new RunningServer(options.url, configuration, 'operator'),
        );
  printOutcome(basename(file), outcome);
}

async function importHere(
  bytes: Uint8Array,
  fileDate: string,
  word: ImportOptions,
  configuration: Configuration,
): Promise<Outcome> {
  const { allowClosures, allowOlder } = word;
  const request = registerLoad(bytes, fileDate, { allowClosures, allowOlder });
  if ('refused' in request)
    throw new Failure(
      [
        'The file is refused as a whole; nothing was changed.',
        ...request.refused.map(({ message }) => `  ${message}`),
      ].join('\n'),
    );
  const progress = new Progress('Organisations', 'done');
  return atTheDesk(configuration, async ({ desk, installation, operator }) => {
    const receipt = await desk.issue('load-register', {
      idempotencyKey: v7(),
      caller: operator,
      origin: { channel: 'cli' },
      body: request.body,
      onProgress: (done, of) => progress.show(done, of),
    });
    progress.end();
    if (receipt.outcome === 'refused')
      throw new Failure(receipt.violations.map(({ rule, message }) => `${rule}: ${message}`).join('\n'));
    const { journal } = installation.stores;
    const load =
      receipt.outcome === 'applied'
        ? ((await registerLoadAt(journal, request.body.sector, receipt.revision)) ?? null)
        : null;
    return { load, recordedEvents: await eventsOfLoad(journal, receipt), refusedLines: request.refusedLines };
  }).finally(() => progress.end());
}

async function importThere(
  bytes: Uint8Array,
  fileDate: string,
  { allowClosures, allowOlder }: ImportOptions,
  server: RunningServer,
): Promise<Outcome> {
  say('Sent to the server; it is loading.');
  const query = new URLSearchParams({
    name: `register.${fileDate}.csv`,
    allowClosures: String(allowClosures),
    allowOlder: String(allowOlder),
  });
  return server.call<Outcome>(`/register-files?${query.toString()}`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv', 'Idempotency-Key': v7() },
    body: new Uint8Array(bytes),
  });
}

function printOutcome(file: string, { load, recordedEvents: events, refusedLines }: Outcome): void {
  for (const { line, faults } of refusedLines)
    print(
      `line ${line} refused: ${faults.map(({ column, message }) => (column === undefined ? message : `${column}: ${message}`)).join(' ')}`,
    );
  if (load === null) {
    print(`${file}: nothing changed, ${events} events. ${refusedLines.length} lines refused.`);
    return;
  }
  print(
    `${file}: ${load.boards} boards, ${load.institutions} institutions, ${load.locations} locations; ${refusedLines.length} lines refused.`,
  );
  print(
    `opened ${load.opened}, closed ${load.closed}, renamed ${load.renamed}, moved ${load.moved}, handed over ${load.handedOver} (institutions and locations); ${events} events.`,
  );
}
