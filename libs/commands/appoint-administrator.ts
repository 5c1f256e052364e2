import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type AuthorisationRequest } from '#libs/domain/account/administrator-authorisations';
import { appointAdministrator } from '#libs/domain/account/appoint-administrator';
import { type NewHolder } from '#libs/domain/account/new-holder';
import { type BoardForm } from '#libs/domain/board-form';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { newAccount } from './new-account.js';
import { type Receipt } from './receipt.js';

export interface AppointAdministratorBody {
  readonly holder: NewHolder;
  readonly form: Omit<BoardForm, 'signatoryId'>;
  readonly authorisations: readonly AuthorisationRequest[];
}

/** §1.1, §1.2: ADM-01. */
export class AppointAdministrator {
  constructor(readonly request: CommandRequest<AppointAdministratorBody>) {}
}

@CommandHandler(AppointAdministrator)
export class AppointAdministratorHandler implements ICommandHandler<AppointAdministrator, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: AppointAdministrator): Promise<Receipt> {
    const { holder, form, authorisations } = request.body;
    return this.commands.runner.run(
      request,
      newAccount(this.commands, request, 'board-form', async ({ judged, ...parts }, state) =>
        appointAdministrator(
          {
            ...parts,
            ...(await judged.authorisations(holder.organisation, authorisations)),
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
