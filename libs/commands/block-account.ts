import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { blockAccount } from '#libs/domain/account/block-account';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface BlockAccountBody {
  readonly account: string;
}

/** The service desk blocks an account: sessions end at once (USR-07). */
export class BlockAccount {
  constructor(readonly request: CommandRequest<BlockAccountBody>) {}
}

@CommandHandler(BlockAccount)
export class BlockAccountHandler implements ICommandHandler<BlockAccount, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: BlockAccount): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: request.body.account,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const authority = await judged.authorityOf(request.caller);
        return {
          decision: blockAccount({ authority }, state),
          authority: judged.as('service-desk'),
          policy: null,
        };
      },
    });
  }
}
