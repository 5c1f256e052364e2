import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordLetterDelivered } from '#libs/domain/letter/record-letter-delivered';
import { letterStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { letterAnswer } from './letter-answer.js';
import { type Receipt } from './receipt.js';

export interface RecordLetterDeliveredBody {
  readonly letter: string;
  /** The person proved who they are. */
  readonly identityChecked: boolean;
}

/** ADM-08, ADM-09: what the carrier reported. */
export class RecordLetterDelivered {
  constructor(readonly request: CommandRequest<RecordLetterDeliveredBody>) {}
}

@CommandHandler(RecordLetterDelivered)
export class RecordLetterDeliveredHandler implements ICommandHandler<RecordLetterDelivered, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordLetterDelivered): Promise<Receipt> {
    const { letter, ...delivered } = request.body;
    return this.commands.runner.run(request, {
      kind: letterStreams,
      id: letter,
      decide: async ({ state }) => ({
        decision: recordLetterDelivered(delivered, state),
        authority: { basis: 'service-desk', judged: [] },
        policy: null,
        ...letterAnswer(state),
      }),
    });
  }
}
