import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { handOverToken, type HandOverToken as HandingOver } from '#libs/domain/account/hand-over-token';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { onAccount } from './on-account.js';
import { type Receipt } from './receipt.js';

export type HandOverTokenBody = Omit<HandingOver, 'authority'>;

/** §2.1, §4.2: TOK-01, TOK-02, ADM-08. */
export class HandOverToken {
  constructor(readonly request: CommandRequest<HandOverTokenBody>) {}
}

@CommandHandler(HandOverToken)
export class HandOverTokenHandler implements ICommandHandler<HandOverToken, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: HandOverToken): Promise<Receipt> {
    return this.commands.runner.run(
      request,
      onAccount(request, (authority, state) => handOverToken({ ...request.body, authority }, state)),
    );
  }
}
