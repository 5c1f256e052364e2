import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeRoles } from '#libs/domain/account/change-roles';
import { type RoleRequest } from '#libs/domain/account/role-requests';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface ChangeRolesBody {
  readonly account: string;
  readonly grant: readonly RoleRequest[];
  readonly withdraw: readonly RoleRequest[];
}

/** §4.5. */
export class ChangeRoles {
  constructor(readonly request: CommandRequest<ChangeRolesBody>) {}
}

@CommandHandler(ChangeRoles)
export class ChangeRolesHandler implements ICommandHandler<ChangeRoles, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: ChangeRoles): Promise<Receipt> {
    const { account, grant, withdraw } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, _now, judged) => {
        const authority = await judged.authorityOf(request.caller);
        const catalogue = await judged.catalogue(
          state.state === 'living' ? state.organisation : undefined,
          // USR-12: what is held already is judged beside what is granted.
          [...grant.map(({ role }) => role), ...(state.state === 'living' ? state.roles.keys() : [])],
        );
        return {
          decision: changeRoles({ grant, withdraw, authority, catalogue }, state),
          authority: judged.as('administrator-authorisation'),
          policy: null,
        };
      },
    });
  }
}
