import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { askForLetter } from '#libs/domain/letter/ask-for-letter';
import { type AskedFor } from '#libs/domain/letter/letter';
import { letterStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface AskForLetterBody {
  /** Id, derived from the event that asks for it. */
  readonly letter: string;
  readonly asked: AskedFor;
}

/** What the asking process found in an event. */
export class AskForLetter {
  constructor(readonly request: CommandRequest<AskForLetterBody>) {}
}

@CommandHandler(AskForLetter)
export class AskForLetterHandler implements ICommandHandler<AskForLetter, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: AskForLetter): Promise<Receipt> {
    const { letter, asked } = request.body;
    return this.commands.runner.run(request, {
      kind: letterStreams,
      id: letter,
      decide: async ({ state }) => ({
        decision: askForLetter(asked, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
