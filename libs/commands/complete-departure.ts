import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { completeDeparture, type DepartureCounts } from '#libs/domain/organisation/leave-organisation';
import { organisationStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface CompleteDepartureBody extends DepartureCounts {
  readonly organisation: string;
}

/** ORG-05: the leaving process is done; the event asks for the confirmation. */
export class CompleteDeparture {
  constructor(readonly request: CommandRequest<CompleteDepartureBody>) {}
}

@CommandHandler(CompleteDeparture)
export class CompleteDepartureHandler implements ICommandHandler<CompleteDeparture, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: CompleteDeparture): Promise<Receipt> {
    const { organisation, ...counts } = request.body;
    return this.commands.runner.run(request, {
      kind: organisationStreams,
      id: organisation,
      decide: async ({ state }) => ({
        decision: completeDeparture(counts, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
