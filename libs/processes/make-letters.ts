import { type CommandBus } from '@nestjs/cqrs';
import { actOf } from '#libs/commands/act-of';
import { type Commands } from '#libs/commands/commands';
import { Judged } from '#libs/commands/judged';
import { letterJudged } from '#libs/commands/letter-judged';
import { type LetterNumbers } from '#libs/commands/letter-numbers';
import { RecordLetterMade, type RecordLetterMadeBody } from '#libs/commands/record-letter-made';
import { deliveryOf } from '#libs/commands/take-letter';
import { VoidLetter } from '#libs/commands/void-letter';
import { composeLetter, type Composed, type OnRecord } from '#libs/correspondence/compose-letter';
import { type LetterSender } from '#libs/correspondence/letter';
import { letterPdf } from '#libs/correspondence/pdf/letter-pdf';
import { type SealedLetters } from '#libs/correspondence/sealed-letters';
import { type LetterEvent, type LetterVoidReason } from '#libs/domain/letter/events';
import { type AskedFor, evolveLetter, type Letter, type LetterState } from '#libs/domain/letter/letter';
import { type LetterJudged, noLongerNeeded } from '#libs/domain/letter/no-longer-needed';
import { accountStreams, idOf, letterStreams, organisationStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
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

/**
 * A letter that was asked for is made and put in the print queue, sealed; what was taken or is void can't be read any
 * more (architecture 11). One process, so that it is never made and cleared away at the same time.
 */
export const makeLetters = (parts: LetterParts): Process => ({
  name,
  takes: new Set<LetterEvent['type']>([
    'letter.asked-for',
    'letter.opened-again',
    'letter.printed',
    'letter.voided',
  ]),
  handle: (recorded) => {
    const { type } = recorded.event;
    return type === 'letter.printed' || type === 'letter.voided'
      ? clearAway(parts, recorded as RecordedEvent<LetterEvent>)
      : make(parts, recorded);
  },
});

async function make(parts: LetterParts, recorded: RecordedEvent): Promise<void> {
  const { commands, commandBus } = parts;
  const id = idOf(recorded.envelope.stream);
  const voidOne = async (reason: LetterVoidReason): Promise<void> => {
    const request = causedBy(name, recorded, 'void-letter', { letter: id, reason });
    await commandBus.execute(new VoidLetter(commands.request(request)));
  };
  const { state: letter } = await commands.journal.fold(letterStreams, id);
  if (letter?.state !== 'asked-for') return;
  const judged = await letterJudged(new Judged(commands.journal, commands.outside.now()), id, letter);
  const needless = noLongerNeeded(letter.asked, judged);
  if (needless !== undefined) return voidOne(needless);
  const onRecord = await whatIsOnRecord(commands, letter.asked, judged);
  const number = letter.number ?? (await numberFor(parts, recorded, id));
  const composed = composeLetter(number, letter.asked, onRecord, parts.sender, commands.outside.now());
  if (composed === 'unreadable') return voidOne(composed);
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

async function whatIsOnRecord(
  { journal, outside }: Commands,
  { organisation, deliveredTo }: AskedFor,
  { account }: LetterJudged,
): Promise<OnRecord> {
  const to = deliveredTo === undefined ? undefined : await journal.fold(accountStreams, deliveredTo);
  const policy = await new Judged(journal, outside.now()).policy();
  return {
    organisation: (await journal.fold(organisationStreams, organisation)).state,
    leastLevel: policy['means.leastLevel'],
    ...(account === undefined ? {} : { account }),
    ...(to === undefined ? {} : { deliveredTo: to.state }),
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
