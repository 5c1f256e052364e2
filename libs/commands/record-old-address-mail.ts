import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  recordOldAddressMail,
  type RecordOldAddressMail as Recording,
} from '#libs/domain/account/record-old-address-mail';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface RecordOldAddressMailBody extends Recording {
  readonly account: string;
}

/** USR-08: what the mailing process found. */
export class RecordOldAddressMail {
  constructor(readonly request: CommandRequest<RecordOldAddressMailBody>) {}
}

@CommandHandler(RecordOldAddressMail)
export class RecordOldAddressMailHandler implements ICommandHandler<RecordOldAddressMail, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordOldAddressMail): Promise<Receipt> {
    const { account, ...recording } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }) => ({
        decision: recordOldAddressMail(recording, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
