import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { tryMail, type TryMail as Trying } from '#libs/domain/mail/try-mail';
import { mailStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface TryMailBody extends Trying {
  readonly mail: string;
}

/** ACT-06: the sender is about to let the mail go. */
export class TryMail {
  constructor(readonly request: CommandRequest<TryMailBody>) {}
}

@CommandHandler(TryMail)
export class TryMailHandler implements ICommandHandler<TryMail, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: TryMail): Promise<Receipt> {
    const { mail, ...trying } = request.body;
    return this.commands.runner.run(request, {
      kind: mailStreams,
      id: mail,
      decide: async ({ state }) => ({
        decision: tryMail(trying, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
