import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type OpenedAgainReason } from '#libs/domain/letter/events';
import { openLetterAgain } from '#libs/domain/letter/open-letter-again';
import { letterStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { letterAnswer } from './letter-answer.js';
import { letterJudged } from './letter-judged.js';
import { type Receipt } from './receipt.js';

export interface OpenLetterAgainBody {
  readonly letter: string;
  readonly reason: OpenedAgainReason;
}

/** The service desk has a letter made anew that was printed badly, or came back. */
export class OpenLetterAgain {
  constructor(readonly request: CommandRequest<OpenLetterAgainBody>) {}
}

@CommandHandler(OpenLetterAgain)
export class OpenLetterAgainHandler implements ICommandHandler<OpenLetterAgain, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: OpenLetterAgain): Promise<Receipt> {
    const { letter, reason } = request.body;
    return this.commands.runner.run(request, {
      kind: letterStreams,
      id: letter,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        return {
          decision: openLetterAgain({ reason, ...(await letterJudged(judged, letter, state)) }, state),
          authority: judged.as('service-desk'),
          policy: null,
          ...letterAnswer(state),
        };
      },
    });
  }
}
