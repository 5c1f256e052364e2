import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type LetterVoidReason } from '#libs/domain/letter/events';
import { voidLetter } from '#libs/domain/letter/void-letter';
import { letterStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface VoidLetterBody {
  readonly letter: string;
  readonly reason: LetterVoidReason;
}

/** What the making process found of the account. */
export class VoidLetter {
  constructor(readonly request: CommandRequest<VoidLetterBody>) {}
}

@CommandHandler(VoidLetter)
export class VoidLetterHandler implements ICommandHandler<VoidLetter, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: VoidLetter): Promise<Receipt> {
    const { letter, reason } = request.body;
    return this.commands.runner.run(request, {
      kind: letterStreams,
      id: letter,
      decide: async ({ state }) => ({
        decision: voidLetter({ reason }, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
