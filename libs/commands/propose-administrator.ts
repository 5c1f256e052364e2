import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type AuthorisationRequest } from '#libs/domain/account/administrator-authorisations';
import { type NewHolder } from '#libs/domain/account/new-holder';
import { proposeAdministrator } from '#libs/domain/account/propose-administrator';
import { type BoardForm } from '#libs/domain/board-form';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { newAccount } from './new-account.js';
import { type Receipt } from './receipt.js';

export interface ProposeAdministratorBody {
  readonly holder: NewHolder;
  readonly form: Omit<BoardForm, 'signatoryId'>;
  readonly authorisations: readonly AuthorisationRequest[];
}

/** §1.1, §1.2: ADM-01, and the first of the two people of ADM-11. */
export class ProposeAdministrator {
  constructor(readonly request: CommandRequest<ProposeAdministratorBody>) {}
}

@CommandHandler(ProposeAdministrator)
export class ProposeAdministratorHandler implements ICommandHandler<ProposeAdministrator, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: ProposeAdministrator): Promise<Receipt> {
    const { holder, form, authorisations } = request.body;
    return this.commands.runner.run(
      request,
      newAccount(this.commands, request, 'board-form', async ({ judged, ...parts }, state) =>
        proposeAdministrator(
          {
            ...parts,
            ...(await judged.authorisations(holder.organisation, authorisations)),
            by: request.caller.id,
            holder,
            authorisations,
            form: { ...form, signatoryId: deriveId(request.id, 'signatory') },
          },
          state,
        ),
      ),
    );
  }
}
