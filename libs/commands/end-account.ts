import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { endAccount, type EndAccount as Ending } from '#libs/domain/account/end-account';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { onAccount } from './on-account.js';
import { type Receipt } from './receipt.js';

export type EndAccountBody = Pick<Ending, 'account' | 'confirmed' | 'noLongerWorksHere'>;

/** §5.4, §6.1: END-01. What becomes free is freed by a process that follows the event. */
export class EndAccount {
  constructor(readonly request: CommandRequest<EndAccountBody>) {}
}

@CommandHandler(EndAccount)
export class EndAccountHandler implements ICommandHandler<EndAccount, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: EndAccount): Promise<Receipt> {
    return this.commands.runner.run(
      request,
      onAccount(request, (authority, state, now) => endAccount({ ...request.body, authority, now }, state)),
    );
  }
}
