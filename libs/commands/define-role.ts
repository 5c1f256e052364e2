import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { defineRole } from '#libs/domain/role/define-role';
import { type Role } from '#libs/domain/role/role';
import { roleStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

/** USR-10. */
export class DefineRole {
  constructor(readonly request: CommandRequest<Role>) {}
}

@CommandHandler(DefineRole)
export class DefineRoleHandler implements ICommandHandler<DefineRole, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: DefineRole): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: roleStreams,
      id: request.body.code,
      decide: async ({ state }) => ({
        decision: defineRole(request.body, state),
        authority: { basis: 'operator', judged: [] },
        policy: null,
      }),
    });
  }
}
