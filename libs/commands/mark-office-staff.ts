import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { markOfficeStaff } from '#libs/domain/account/mark-office-staff';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { basisOf, Judged } from './judged.js';
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
    const { account, officeStaff } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const authority = await judged.authorityOf(request.caller);
        return {
          decision: markOfficeStaff({ officeStaff, authority }, state),
          authority: judged.as(basisOf(authority)),
          policy: null,
        };
      },
    });
  }
}
