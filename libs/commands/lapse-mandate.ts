import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { lapseMandate } from '#libs/domain/mandate/lapse-mandate';
import { idOf, mandateStreams } from '#libs/domain/streams';
import { type Authority } from '#libs/event-store/envelope';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface LapseMandateBody {
  readonly mandate: string;
  /** Where it stands that one of its two organisations has left. */
  readonly left: Authority['judged'][number];
}

/** ORG-05: what the leaving process does to each mandate that the organisation gave or received. */
export class LapseMandate {
  constructor(readonly request: CommandRequest<LapseMandateBody>) {}
}

@CommandHandler(LapseMandate)
export class LapseMandateHandler implements ICommandHandler<LapseMandate, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: LapseMandate): Promise<Receipt> {
    const { mandate, left } = request.body;
    return this.commands.runner.run(request, {
      kind: mandateStreams,
      id: mandate,
      decide: async ({ state }) => ({
        decision: lapseMandate({ left: idOf(left.stream) }, state),
        authority: { basis: 'organisation-left', judged: [left] },
        policy: null,
      }),
    });
  }
}
