import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  recordActivationCodeMail,
  type RecordActivationCodeMail as Recording,
} from '#libs/domain/account/record-activation-code-mail';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface RecordActivationCodeMailBody extends Omit<Recording, 'now'> {
  readonly account: string;
}

/** ACT-06: what the mailing process found. */
export class RecordActivationCodeMail {
  constructor(readonly request: CommandRequest<RecordActivationCodeMailBody>) {}
}

@CommandHandler(RecordActivationCodeMail)
export class RecordActivationCodeMailHandler implements ICommandHandler<RecordActivationCodeMail, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordActivationCodeMail): Promise<Receipt> {
    const { account, ...recording } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => ({
        decision: recordActivationCodeMail({ ...recording, now: now.toISOString() }, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
