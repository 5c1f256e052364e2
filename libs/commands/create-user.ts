import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { createUser } from '#libs/domain/account/create-user';
import { type NewHolder } from '#libs/domain/account/new-holder';
import { type RoleRequest } from '#libs/domain/account/role-requests';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { newAccount } from './new-account.js';
import { type Receipt } from './receipt.js';

export interface CreateUserBody {
  readonly holder: NewHolder;
  readonly roles: readonly RoleRequest[];
  readonly holdsRightMeans?: boolean;
}

/** §4.2. */
export class CreateUser {
  constructor(readonly request: CommandRequest<CreateUserBody>) {}
}

@CommandHandler(CreateUser)
export class CreateUserHandler implements ICommandHandler<CreateUser, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: CreateUser): Promise<Receipt> {
    const { holder, roles } = request.body;
    return this.commands.runner.run(
      request,
      newAccount(this.commands, request, 'administrator-authorisation', async ({ judged, ...parts }, state) =>
        createUser(
          {
            ...parts,
            ...request.body,
            authority: await judged.authorityOf(request.caller),
            catalogue: await judged.catalogue(
              holder.organisation,
              roles.map(({ role }) => role),
            ),
          },
          state,
        ),
      ),
    );
  }
}
