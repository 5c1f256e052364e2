import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { unblockAccount } from '#libs/domain/account/block-account';
import { type OnRequestBody } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { onRequest } from './on-request.js';
import { type Receipt } from './receipt.js';

export type UnblockAccountBody = OnRequestBody;

/** The service desk lifts the block of an account. */
export class UnblockAccount {
  constructor(readonly request: CommandRequest<UnblockAccountBody>) {}
}

@CommandHandler(UnblockAccount)
export class UnblockAccountHandler implements ICommandHandler<UnblockAccount, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: UnblockAccount): Promise<Receipt> {
    return this.commands.runner.run(request, onRequest(this.commands, request, unblockAccount));
  }
}
