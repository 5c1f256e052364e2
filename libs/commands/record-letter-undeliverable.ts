import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type UndeliverableReason } from '#libs/domain/letter/events';
import { recordLetterUndeliverable } from '#libs/domain/letter/record-letter-undeliverable';
import { letterStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { letterAnswer } from './letter-answer.js';
import { type Receipt } from './receipt.js';

export interface RecordLetterUndeliverableBody {
  readonly letter: string;
  readonly reason: UndeliverableReason;
}

/** What the carrier reported. */
export class RecordLetterUndeliverable {
  constructor(readonly request: CommandRequest<RecordLetterUndeliverableBody>) {}
}

@CommandHandler(RecordLetterUndeliverable)
export class RecordLetterUndeliverableHandler implements ICommandHandler<RecordLetterUndeliverable, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordLetterUndeliverable): Promise<Receipt> {
    const { letter, ...undeliverable } = request.body;
    return this.commands.runner.run(request, {
      kind: letterStreams,
      id: letter,
      decide: async ({ state }) => ({
        decision: recordLetterUndeliverable(undeliverable, state),
        authority: { basis: 'service-desk', judged: [] },
        policy: null,
        ...letterAnswer(state),
      }),
    });
  }
}
