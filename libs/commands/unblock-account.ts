import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { unblockAccount } from '#libs/domain/account/block-account';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { onAccount } from './on-account.js';
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
    return this.commands.runner.run(
      request,
      onAccount(this.commands, request, (authority, state) => unblockAccount({ authority }, state)),
    );
  }
}
