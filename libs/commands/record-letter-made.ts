import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordLetterMade, type RecordLetterMade as Made } from '#libs/domain/letter/record-letter-made';
import { letterStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface RecordLetterMadeBody extends Made {
  readonly letter: string;
}

/** What the making process did. */
export class RecordLetterMade {
  constructor(readonly request: CommandRequest<RecordLetterMadeBody>) {}
}

@CommandHandler(RecordLetterMade)
export class RecordLetterMadeHandler implements ICommandHandler<RecordLetterMade, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordLetterMade): Promise<Receipt> {
    const { letter, ...made } = request.body;
    return this.commands.runner.run(request, {
      kind: letterStreams,
      id: letter,
      decide: async ({ state }) => ({
        decision: recordLetterMade(made, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
