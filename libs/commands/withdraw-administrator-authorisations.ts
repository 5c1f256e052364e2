import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { withdrawAdministratorAuthorisations } from '#libs/domain/account/administrator-authorisations';
import { accountStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type AdministratorAuthorisationsBody } from './grant-administrator-authorisations.js';
import { dateInAmsterdam } from './local-date.js';
import { type Receipt } from './receipt.js';

/** ADM-01, ADM-05. */
export class WithdrawAdministratorAuthorisations {
  constructor(readonly request: CommandRequest<AdministratorAuthorisationsBody>) {}
}

@CommandHandler(WithdrawAdministratorAuthorisations)
export class WithdrawAdministratorAuthorisationsHandler implements ICommandHandler<
  WithdrawAdministratorAuthorisations,
  Receipt
> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: WithdrawAdministratorAuthorisations): Promise<Receipt> {
    const { account, form, authorisations } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => ({
        decision: withdrawAdministratorAuthorisations(
          {
            form: { ...form, signatoryId: deriveId(request.id, 'signatory') },
            authorisations,
            today: dateInAmsterdam(now),
          },
          state,
        ),
        authority: { basis: 'board-form', judged: [] },
        policy: null,
      }),
    });
  }
}
