import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type BoardForm } from '#libs/domain/board-form';
import { endMandate } from '#libs/domain/mandate/end-mandate';
import { mandateStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { dateInAmsterdam } from './local-date.js';
import { type Receipt } from './receipt.js';

export interface EndMandateBody {
  readonly mandate: string;
  readonly form: Omit<BoardForm, 'signatoryId'>;
}

/** ADM-05. */
export class EndMandate {
  constructor(readonly request: CommandRequest<EndMandateBody>) {}
}

@CommandHandler(EndMandate)
export class EndMandateHandler implements ICommandHandler<EndMandate, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: EndMandate): Promise<Receipt> {
    const { mandate, form } = request.body;
    return this.commands.runner.run(request, {
      kind: mandateStreams,
      id: mandate,
      decide: async ({ state }, now) => ({
        decision: endMandate(
          {
            form: { ...form, signatoryId: deriveId(request.id, 'signatory') },
            today: dateInAmsterdam(now),
          },
          state,
        ),
        authority: { basis: 'board-form', judged: [] },
        policy: null,
        ...(state === undefined ? { answer: 'unknown' as const } : {}),
      }),
    });
  }
}
