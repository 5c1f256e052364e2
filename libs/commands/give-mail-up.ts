import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { giveMailUp, type GiveMailUp as GivingUp } from '#libs/domain/mail/give-mail-up';
import { mailStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface GiveMailUpBody extends GivingUp {
  readonly mail: string;
}

/** The sender found that the mail can't or needn't leave any more. */
export class GiveMailUp {
  constructor(readonly request: CommandRequest<GiveMailUpBody>) {}
}

@CommandHandler(GiveMailUp)
export class GiveMailUpHandler implements ICommandHandler<GiveMailUp, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: GiveMailUp): Promise<Receipt> {
    const { mail, ...givingUp } = request.body;
    return this.commands.runner.run(request, {
      kind: mailStreams,
      id: mail,
      decide: async ({ state }) => ({
        decision: giveMailUp(givingUp, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
