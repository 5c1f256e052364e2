import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { blockAccount } from '#libs/domain/account/block-account';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { onAccount } from './on-account.js';
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
    return this.commands.runner.run(
      request,
      onAccount(this.commands, request, (authority, state) => blockAccount({ authority }, state)),
    );
  }
}
