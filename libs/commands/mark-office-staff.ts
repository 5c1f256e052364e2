import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { markOfficeStaff } from '#libs/domain/account/mark-office-staff';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { onAccount } from './on-account.js';
import { type Receipt } from './receipt.js';

export interface MarkOfficeStaffBody {
  readonly account: string;
  readonly officeStaff: boolean;
}

/** §5.3: CNV-01. */
export class MarkOfficeStaff {
  constructor(readonly request: CommandRequest<MarkOfficeStaffBody>) {}
}

@CommandHandler(MarkOfficeStaff)
export class MarkOfficeStaffHandler implements ICommandHandler<MarkOfficeStaff, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: MarkOfficeStaff): Promise<Receipt> {
    return this.commands.runner.run(
      request,
      onAccount(request, (authority, state) => markOfficeStaff({ ...request.body, authority }, state)),
    );
  }
}
