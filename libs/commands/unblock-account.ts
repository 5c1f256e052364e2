import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { unblockAccount } from '#libs/domain/account/block-account';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface UnblockAccountBody {
  readonly account: string;
}

/** The service desk lifts the block of an account. */
export class UnblockAccount {
  constructor(readonly request: CommandRequest<UnblockAccountBody>) {}
}

@CommandHandler(UnblockAccount)
export class UnblockAccountHandler implements ICommandHandler<UnblockAccount, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: UnblockAccount): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: request.body.account,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const authority = await judged.authorityOf(request.caller);
        return {
          decision: unblockAccount({ authority }, state),
          authority: judged.as('service-desk'),
          policy: null,
        };
      },
    });
  }
}
