import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { voidPassword, type VoidPassword as Void } from '#libs/domain/account/void-password';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface VoidPasswordBody extends Void {
  readonly account: string;
}

/** PWD-06: what the voiding process found of a letter. */
export class VoidPassword {
  constructor(readonly request: CommandRequest<VoidPasswordBody>) {}
}

@CommandHandler(VoidPassword)
export class VoidPasswordHandler implements ICommandHandler<VoidPassword, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: VoidPassword): Promise<Receipt> {
    const { account, ...letter } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }) => ({
        decision: voidPassword(letter, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
