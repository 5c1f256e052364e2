import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { endWithOrganisation } from '#libs/domain/account/end-with-organisation';
import { accountStreams } from '#libs/domain/streams';
import { type Authority } from '#libs/event-store/envelope';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface EndAccountWithOrganisationBody {
  readonly account: string;
  /** Where it stands that the organisation has left: that can't be undone, so it needn't be read again. */
  readonly left: Authority['judged'][number];
}

/** ORG-05: what the leaving process does to each account. */
export class EndAccountWithOrganisation {
  constructor(readonly request: CommandRequest<EndAccountWithOrganisationBody>) {}
}

@CommandHandler(EndAccountWithOrganisation)
export class EndAccountWithOrganisationHandler implements ICommandHandler<
  EndAccountWithOrganisation,
  Receipt
> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: EndAccountWithOrganisation): Promise<Receipt> {
    const { account, left } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => ({
        decision: endWithOrganisation({ now: now.toISOString() }, state),
        authority: { basis: 'organisation-left', judged: [left] },
        policy: null,
      }),
    });
  }
}
