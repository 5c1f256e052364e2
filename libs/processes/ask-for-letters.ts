import { type CommandBus } from '@nestjs/cqrs';
import { AskForLetter, type AskForLetterBody } from '#libs/commands/ask-for-letter';
import { type Commands } from '#libs/commands/commands';
import { accountIn } from '#libs/commands/judged';
import { letterOf } from '#libs/commands/letter-judged';
import { type AccountEvent } from '#libs/domain/account/events';
import { letterAskedBy, typesThatAskForLetters } from '#libs/domain/letter/letters-by-event';
import { accountStreams, idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from './engine/process.js';
import { causedBy } from './process-caller.js';

const name = 'ask-for-letters';

/** What goes to people by post or courier is asked for by the event that it follows from (ADM-08, TOK-02, ORG-05 …). */
export const askForLetters = (commands: Commands, commandBus: CommandBus): Process => ({
  name,
  takes: typesThatAskForLetters,
  handle: async (recorded) => {
    const { event, envelope } = recorded as RecordedEvent<AccountEvent>;
    const asked = letterAskedBy(event);
    if (asked === undefined) return;
    const account = accountIn(envelope.stream);
    const organisation = await organisationOf(commands, envelope.stream, asked.deliveredTo ?? account);
    if (organisation === undefined) return;
    const body: AskForLetterBody = {
      letter: letterOf(envelope.id),
      asked: { ...asked, organisation, ...(account === undefined ? {} : { account }) },
    };
    await commandBus.execute(
      new AskForLetter(commands.request(causedBy(name, recorded, 'ask-for-letter', body))),
    );
  },
});

/** Where the letter goes, by whose it is or who gets it (TOK-02); `undefined` where there is no account behind the event. */
async function organisationOf(
  { journal }: Commands,
  stream: string,
  account: string | undefined,
): Promise<string | undefined> {
  if (account === undefined) return idOf(stream);
  const { state } = await journal.fold(accountStreams, account);
  return 'organisation' in state ? state.organisation : undefined;
}
