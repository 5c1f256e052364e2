import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordLetterSent } from '#libs/domain/letter/record-letter-sent';
import { letterStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { letterAnswer } from './letter-answer.js';
import { type Receipt } from './receipt.js';

export interface RecordLetterSentBody {
  readonly letter: string;
  readonly trackingNumber?: string;
}

/** That the service desk gave it to the carrier. */
export class RecordLetterSent {
  constructor(readonly request: CommandRequest<RecordLetterSentBody>) {}
}

@CommandHandler(RecordLetterSent)
export class RecordLetterSentHandler implements ICommandHandler<RecordLetterSent, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordLetterSent): Promise<Receipt> {
    const { letter, ...sent } = request.body;
    return this.commands.runner.run(request, {
      kind: letterStreams,
      id: letter,
      decide: async ({ state }) => ({
        decision: recordLetterSent(sent, state),
        authority: { basis: 'service-desk', judged: [] },
        policy: null,
        ...letterAnswer(state),
      }),
    });
  }
}
