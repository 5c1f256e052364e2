import { type CommandBus } from '@nestjs/cqrs';
import { actOf } from '#libs/commands/act-of';
import { type Commands } from '#libs/commands/commands';
import { type LetterNumbers } from '#libs/commands/letter-numbers';
import { RecordLetterMade, type RecordLetterMadeBody } from '#libs/commands/record-letter-made';
import { deliveryOf } from '#libs/commands/take-letter';
import { VoidLetter, type VoidLetterBody } from '#libs/commands/void-letter';
import { composeLetter, type Composed, type OnRecord } from '#libs/correspondence/compose-letter';
import { type LetterSender } from '#libs/correspondence/letter';
import { letterPdf } from '#libs/correspondence/pdf/letter-pdf';
import { type SealedLetters } from '#libs/correspondence/sealed-letters';
import { type AccountEvent } from '#libs/domain/account/events';
import { type LetterEvent, type LetterVoidReason } from '#libs/domain/letter/events';
import { type AskedFor, evolveLetter, type Letter, type LetterState } from '#libs/domain/letter/letter';
import { letterAskedBy } from '#libs/domain/letter/letters-by-event';
import { noLongerNeeded } from '#libs/domain/letter/no-longer-needed';
import { accountStreams, idOf, letterStreams, organisationStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { letterOf } from './ask-for-letters.js';
import { type Process } from './engine/process.js';
import { causedBy } from './process-caller.js';

const name = 'make-letters';

export interface LetterParts {
  readonly commands: Commands;
  readonly commandBus: CommandBus;
  readonly letters: SealedLetters;
  readonly numbers: LetterNumbers;
  readonly sender: LetterSender;
}

/** After these a letter of the account may be needed no more. */
const accountChanges = [
  'account.ended',
  'account.coupled',
  'account.password-issued',
  'account.password-changed',
  'account.token-handed-over',
  'account.token-deactivated',
  'account.token-returned',
] as const satisfies readonly AccountEvent['type'][];

/**
 * A letter that was asked for is made and put in the print queue, sealed; one that isn't needed any more becomes
 * void; what was taken or is void can't be read any more (architecture 11). One process, so that it is never made and
 * cleared away at the same time.
 */
export const makeLetters = (parts: LetterParts): Process => ({
  name,
  takes: new Set<AccountEvent['type'] | LetterEvent['type']>([
    'letter.asked-for',
    'letter.opened-again',
    'letter.printed',
    'letter.voided',
    ...accountChanges,
  ]),
  handle: (recorded) => {
    switch (recorded.event.type) {
      case 'letter.asked-for':
      case 'letter.opened-again':
        return make(parts, recorded);
      case 'letter.printed':
      case 'letter.voided':
        return clearAway(parts, recorded as RecordedEvent<LetterEvent>);
      default:
        return voidNeedless(parts, recorded);
    }
  },
});

async function make(parts: LetterParts, recorded: RecordedEvent): Promise<void> {
  const { commands, commandBus } = parts;
  const id = idOf(recorded.envelope.stream);
  const { state: letter } = await commands.journal.fold(letterStreams, id);
  if (letter?.state !== 'asked-for') return;
  const onRecord = await whatIsOnRecord(commands, letter.asked);
  const needless =
    onRecord.account === undefined ? undefined : noLongerNeeded(letter.asked, onRecord.account);
  if (needless !== undefined) return voidOne(parts, recorded, id, needless);
  const number = letter.number ?? (await numberFor(parts, recorded, id));
  const composed = composeLetter(number, letter.asked, onRecord, parts.sender, commands.outside.now());
  if (composed === 'unreadable') return voidOne(parts, recorded, id, composed);
  const body: RecordLetterMadeBody = { letter: id, number, ...(await putAway(parts, id, letter, composed)) };
  await commandBus.execute(
    new RecordLetterMade(commands.request(causedBy(name, recorded, 'record-letter-made', body))),
  );
}

function numberFor(
  { commands, numbers }: LetterParts,
  recorded: RecordedEvent,
  letter: string,
): Promise<string> {
  const request = commands.request(causedBy(name, recorded, 'number-letter', { letter }));
  const authority = { basis: 'process', judged: [] };
  return numbers.next(letter, actOf(request, { authority, policy: null }, commands.outside.now()));
}

/** Into the queue and into the archive, before it is said that it is there. */
async function putAway(
  { letters }: LetterParts,
  id: string,
  letter: Letter,
  { printed, archived, addressOnRecord }: Composed,
): Promise<Pick<RecordLetterMadeBody, 'about' | 'archive' | 'addressOnRecord'>> {
  const making = letter.made + 1;
  const about = letter.asked.account ?? letter.asked.organisation;
  const pdf = await letterPdf(printed);
  const kept = archived === printed ? pdf : await letterPdf(archived);
  const archive = await letters.archive({ id, making }, about, kept);
  await letters.put({ id, making, delivery: deliveryOf(id, letter, making) }, pdf);
  return { about, archive, addressOnRecord };
}

async function whatIsOnRecord({ journal }: Commands, asked: AskedFor): Promise<OnRecord> {
  const { state: organisation } = await journal.fold(organisationStreams, asked.organisation);
  const account = asked.account === undefined ? undefined : await journal.fold(accountStreams, asked.account);
  const deliveredTo =
    asked.deliveredTo === undefined ? undefined : await journal.fold(accountStreams, asked.deliveredTo);
  return {
    organisation,
    ...(account === undefined
      ? {}
      : { account: { state: account.state, history: account.events.map(({ event }) => event) } }),
    ...(deliveredTo === undefined ? {} : { deliveredTo: deliveredTo.state }),
  };
}

/** As it was made at that moment: it may have been opened again since. */
async function clearAway(
  { commands, letters }: LetterParts,
  { event, envelope }: RecordedEvent<LetterEvent>,
): Promise<void> {
  const id = idOf(envelope.stream);
  const { events } = await commands.journal.fold(letterStreams, id);
  const letter = events
    .filter((one) => one.envelope.revision <= envelope.revision)
    .reduce<LetterState>((state, one) => evolveLetter(state, one.event), undefined);
  const made = letter?.made ?? 0;
  // What was put away may not have been recorded: before a void letter nothing comes any more.
  for (const making of event.type === 'letter.voided' ? [made, made + 1] : [made])
    if (making > 0) await letters.destroy({ id, making, delivery: deliveryOf(id, letter, making) });
}

/** The account's letters follow from its own history: no read model is asked (architecture 6). */
async function voidNeedless(parts: LetterParts, recorded: RecordedEvent): Promise<void> {
  const { journal } = parts.commands;
  const { state, events } = await journal.fold(accountStreams, idOf(recorded.envelope.stream));
  const history = events.map(({ event }) => event);
  for (const { event, envelope } of events) {
    if (letterAskedBy(event) === undefined) continue;
    const id = letterOf(envelope.id);
    const { state: letter } = await journal.fold(letterStreams, id);
    if (letter?.state !== 'made') continue;
    const reason = noLongerNeeded(letter.asked, { state, history });
    if (reason !== undefined) await voidOne(parts, recorded, id, reason);
  }
}

async function voidOne(
  { commands, commandBus }: LetterParts,
  cause: RecordedEvent,
  letter: string,
  reason: LetterVoidReason,
): Promise<void> {
  const body: VoidLetterBody = { letter, reason };
  await commandBus.execute(new VoidLetter(commands.request(causedBy(name, cause, 'void-letter', body))));
}
