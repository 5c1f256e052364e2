import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { blockAccount } from '#libs/domain/account/block-account';
import { type OnRequestBody } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { onRequest } from './on-request.js';
import { type Receipt } from './receipt.js';

export type BlockAccountBody = OnRequestBody;

/** The service desk blocks an account: sessions end at once (USR-07). */
export class BlockAccount {
  constructor(readonly request: CommandRequest<BlockAccountBody>) {}
}

@CommandHandler(BlockAccount)
export class BlockAccountHandler implements ICommandHandler<BlockAccount, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: BlockAccount): Promise<Receipt> {
    return this.commands.runner.run(request, onRequest(this.commands, request, blockAccount));
  }
}
