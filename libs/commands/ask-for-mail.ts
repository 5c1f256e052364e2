import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { askForMail, type AskForMail as Asking } from '#libs/domain/mail/ask-for-mail';
import { mailStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface AskForMailBody extends Omit<Asking, 'policy'> {
  /** Id, that follows from the event that asks for it. */
  readonly mail: string;
}

/** What the asking process found in an event. */
export class AskForMail {
  constructor(readonly request: CommandRequest<AskForMailBody>) {}
}

@CommandHandler(AskForMail)
export class AskForMailHandler implements ICommandHandler<AskForMail, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: AskForMail): Promise<Receipt> {
    const { mail, ...asking } = request.body;
    return this.commands.runner.run(request, {
      kind: mailStreams,
      id: mail,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const policy = await judged.policy();
        return {
          decision: askForMail({ ...asking, policy }, state),
          authority: judged.as('process'),
          policy: policy.version,
        };
      },
    });
  }
}
