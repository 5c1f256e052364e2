import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Caller } from '#libs/access/caller';
import { type Receipt } from '#libs/commands/receipt';
import { type AccountEvent } from '#libs/domain/account/events';
import { passwordIssued } from '#libs/domain/account/password-events';
import { tokenIssued } from '#libs/domain/account/token-events';
import { type AnyEvent, event } from '#libs/domain/catalogue';
import { type Letter } from '#libs/domain/letter/letter';
import { organisationEntryChanged } from '#libs/domain/organisation/events';
import { type Address } from '#libs/domain/organisation/organisation';
import {
  accountStreams,
  letterStreams,
  organisationStreams,
  type StreamKind,
  streamOf,
} from '#libs/domain/streams';
import { folder } from '#libs/installation/folder';
import { idFor, origin, serviceDesk } from './people.js';
import { textOfPdf } from '../../pdf/text-of-pdf.js';
import { type Portal } from './portal.js';

/** Letters, as the service desk deals with them. */

/** Records events on the account as the service desk's commands do. */
export const recorded = (portal: Portal, account: string, ...events: AccountEvent[]): Promise<void> =>
  recordedOn(portal, accountStreams, account, events);

/** The organisation moves house. */
export const addressChanged = (portal: Portal, organisation: string, postalAddress: Address): Promise<void> =>
  recordedOn(portal, organisationStreams, organisation, [
    event(organisationEntryChanged, { name: 'Voorbeeldbestuur', postalAddress }),
  ]);

async function recordedOn<State, E extends AnyEvent>(
  portal: Portal,
  kind: StreamKind<State, E>,
  of: string,
  events: readonly E[],
): Promise<void> {
  const { stream, head } = await portal.journal.fold(kind, of);
  const id = idFor(`${of} ${JSON.stringify(events)} ${JSON.stringify(head)}`);
  await portal.journal.append(
    { stream, head, events },
    {
      command: { id, name: 'given', fingerprint: '' },
      correlation: id,
      causation: id,
      actor: { kind: 'service-desk', id: serviceDesk.id },
      authority: { basis: 'service-desk', judged: [] },
      origin,
      policy: null,
      time: portal.outside.now().toISOString(),
    },
  );
}

/** As it stands in the password letter. */
export const password = 'k7Wm-pX2q-9Hd';

export const passwordByLetter = (which = 'first', text = password): AccountEvent =>
  event(passwordIssued, {
    digest: 'argon2id',
    way: 'letter',
    goodUntil: '2027-02-22T20:55:00.000Z',
    delivery: idFor(`delivery of the ${which} password`),
    password: text,
  });

export const generatorIssued = (deliveredTo?: string): AccountEvent =>
  event(tokenIssued, {
    generator: idFor('generator'),
    seedId: idFor('seed'),
    serialNumber: '4012345678',
    delivery: deliveredTo === undefined ? 'courier' : 'registered-post',
    ...(deliveredTo === undefined ? {} : { deliveredTo }),
  });

export interface FoundLetter extends Letter {
  readonly id: string;
}

/** The letters that there are of a kind, in the order in which they were asked for. */
export async function lettersOf(
  portal: Portal,
  kind: string,
  account?: string,
): Promise<readonly FoundLetter[]> {
  const found: FoundLetter[] = [];
  for (const { event, envelope } of await portal.history()) {
    if (event.type !== 'letter.asked-for' || event.data['kind'] !== kind) continue;
    if (account !== undefined && event.data['account'] !== account) continue;
    const id = envelope.stream.slice('letter-'.length);
    const { state } = await portal.journal.fold(letterStreams, id);
    if (state !== undefined) found.push({ id, ...state });
  }
  return found;
}

/** The only letter of a kind. @throws when there are more, or none */
export async function theLetter(portal: Portal, kind: string, account?: string): Promise<FoundLetter> {
  const [only, ...more] = await lettersOf(portal, kind, account);
  if (only === undefined || more.length > 0) throw new Error(`There are ${more.length + 1} letters.`);
  return only;
}

export interface Taken {
  readonly receipt: Receipt;
  /** What the letter says that was shown; nothing where it wasn't. */
  readonly text: string | undefined;
}

export async function take(
  portal: Portal,
  letter: string,
  key = 'take',
  caller: Caller = serviceDesk,
): Promise<Taken> {
  let pdf: Buffer | undefined;
  const receipt = await portal.desk.issue('take-letter', {
    idempotencyKey: idFor(key),
    caller,
    origin,
    body: { letter },
    onLetter: (shown) => {
      pdf = shown;
    },
  });
  return { receipt, text: pdf === undefined ? undefined : textOfPdf(pdf) };
}

/** The letter as it was archived last. @throws where there is none, and ArchiveBroken */
export async function archivedLetter(portal: Portal, letter: string): Promise<Buffer> {
  const events = await portal.journal.read(streamOf(letterStreams, letter));
  const made = events.findLast(({ event }) => event.type === 'letter.made')?.event.data;
  const making = Number(made?.['making']);
  const pdf = await portal.letters.readArchived({ id: letter, making }, String(made?.['archive']));
  if (pdf === undefined) throw new Error('The letter was erased.');
  return pdf;
}

/** Files that wait for the service desk, sorted. */
export const letterFiles = async (portal: Portal): Promise<string[]> =>
  (await readdir(folder(portal.directory).letters).catch(() => []))
    .filter((name) => name.endsWith('.letter'))
    .sort();

/** Which files of the installation hold the text, readable. */
export async function filesWith(directory: string, text: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    if (bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le'))) found.push(entry.name);
  }
  return found;
}
