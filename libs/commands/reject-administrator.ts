import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { rejectAdministrator } from '#libs/domain/account/reject-administrator';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type ProposedAdministratorBody } from './confirm-administrator.js';
import { type Receipt } from './receipt.js';

/** ADM-11: the proposal comes to nothing. */
export class RejectAdministrator {
  constructor(readonly request: CommandRequest<ProposedAdministratorBody>) {}
}

@CommandHandler(RejectAdministrator)
export class RejectAdministratorHandler implements ICommandHandler<RejectAdministrator, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RejectAdministrator): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: request.body.account,
      decide: async ({ state }) => ({
        decision: rejectAdministrator(state),
        authority: { basis: 'service-desk', judged: [] },
        policy: null,
        ...(state.state === 'proposed' ? {} : { answer: 'unknown' as const }),
      }),
    });
  }
}
