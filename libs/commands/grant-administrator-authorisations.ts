import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type AuthorisationRequest,
  grantAdministratorAuthorisations,
} from '#libs/domain/account/administrator-authorisations';
import { type BoardForm } from '#libs/domain/board-form';
import { accountStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface AdministratorAuthorisationsBody {
  readonly account: string;
  readonly form: Omit<BoardForm, 'signatoryId'>;
  readonly authorisations: readonly AuthorisationRequest[];
}

/** ADM-01, ADM-05. */
export class GrantAdministratorAuthorisations {
  constructor(readonly request: CommandRequest<AdministratorAuthorisationsBody>) {}
}

@CommandHandler(GrantAdministratorAuthorisations)
export class GrantAdministratorAuthorisationsHandler implements ICommandHandler<
  GrantAdministratorAuthorisations,
  Receipt
> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: GrantAdministratorAuthorisations): Promise<Receipt> {
    const { account, form, authorisations } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const home = state.state === 'living' ? state.organisation : undefined;
        return {
          decision: grantAdministratorAuthorisations(
            {
              ...(await judged.authorisations(home, authorisations)),
              by: request.caller.id,
              form: { ...form, signatoryId: deriveId(request.id, 'signatory') },
              authorisations,
            },
            state,
          ),
          authority: judged.as('board-form'),
          policy: null,
        };
      },
    });
  }
}
