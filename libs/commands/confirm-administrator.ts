import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { confirmAdministrator } from '#libs/domain/account/confirm-administrator';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface ProposedAdministratorBody {
  /** Id that the account has once it is confirmed. */
  readonly account: string;
}

/** ADM-01, and the second of the two people of ADM-11. */
export class ConfirmAdministrator {
  constructor(readonly request: CommandRequest<ProposedAdministratorBody>) {}
}

@CommandHandler(ConfirmAdministrator)
export class ConfirmAdministratorHandler implements ICommandHandler<ConfirmAdministrator, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: ConfirmAdministrator): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: request.body.account,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const policy = await judged.policy();
        const proposal = state.state === 'proposed' ? state.proposal : undefined;
        const decision = confirmAdministrator(
          {
            ...(await judged.authorisations(proposal?.organisation, proposal?.authorisations ?? [])),
            by: request.caller.id,
            policy,
          },
          state,
        );
        return {
          decision,
          authority: judged.as('board-form'),
          policy: policy.version,
          ...(proposal === undefined ? { answer: 'unknown' as const } : {}),
        };
      },
    });
  }
}
