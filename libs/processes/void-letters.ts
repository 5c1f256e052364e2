import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import { Judged } from '#libs/commands/judged';
import { letterJudged } from '#libs/commands/letter-judged';
import { VoidLetter, type VoidLetterBody } from '#libs/commands/void-letter';
import { type AccountEvent } from '#libs/domain/account/events';
import { type LetterEvent } from '#libs/domain/letter/events';
import { type AskedFor } from '#libs/domain/letter/letter';
import { noLongerNeeded } from '#libs/domain/letter/no-longer-needed';
import { type OrganisationEvent } from '#libs/domain/organisation/events';
import { idOf, letterStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from './engine/process.js';
import { type OpenLetters } from './open-letters.js';
import { causedBy } from './process-caller.js';

const name = 'void-letters';

/** After these a letter about the account, or to the organisation, may be needed no more. */
const changes = [
  'account.ended',
  'account.administrator-stepped-down',
  'account.administrator-authorisation-withdrawn',
  'account.blocked',
  'account.coupled',
  'account.password-issued',
  'account.password-changed',
  'account.token-handed-over',
  'account.token-deactivated',
  'account.token-called-back',
  'account.token-returned',
  'organisation.left',
  'organisation.move-announced',
  'organisation.move-withdrawn',
] as const satisfies readonly (AccountEvent | OrganisationEvent)['type'][];

/**
 * A letter that nobody printed yet and that isn't needed any more becomes void. Which letters are open is remembered here,
 * so that no other is read.
 */
export const voidLetters = (open: OpenLetters, commands: Commands, commandBus: CommandBus): Process => ({
  name,
  takes: new Set<string>([
    'letter.asked-for',
    'letter.opened-again',
    'letter.printed',
    'letter.voided',
    ...changes,
  ]),
  handle: async (recorded) => {
    const id = idOf(recorded.envelope.stream);
    const { type } = recorded.event as LetterEvent;
    if (type === 'letter.printed' || type === 'letter.voided') return open.remove(id);
    if (type === 'letter.asked-for' || type === 'letter.opened-again') return remember(open, commands, id);
    for (const letter of open.about(id)) await voidNeedless(commands, commandBus, recorded, letter);
  },
});

async function remember(open: OpenLetters, { journal }: Commands, id: string): Promise<void> {
  const { state } = await journal.fold(letterStreams, id);
  if (state !== undefined) open.add(id, ...concerned(state.asked));
}

/** Whose account, or which organisation, can make it needless. What ends a mandate is seen when the letter is taken. */
const concerned = ({ account, deliveredTo, organisation }: AskedFor): readonly string[] =>
  account === undefined ? [organisation] : deliveredTo === undefined ? [account] : [account, deliveredTo];

async function voidNeedless(
  commands: Commands,
  commandBus: CommandBus,
  cause: RecordedEvent,
  letter: string,
): Promise<void> {
  const { state } = await commands.journal.fold(letterStreams, letter);
  if (state?.state !== 'made' && state?.state !== 'asked-for') return;
  const judged = await letterJudged(new Judged(commands.journal, commands.outside.now()), letter, state);
  const reason = noLongerNeeded(state.asked, judged);
  if (reason === undefined) return;
  const body: VoidLetterBody = { letter, reason };
  await commandBus.execute(new VoidLetter(commands.request(causedBy(name, cause, 'void-letter', body))));
}
