import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordTokenReturn } from '#libs/domain/account/record-token-return';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface RecordTokenReturnBody {
  readonly account: string;
  readonly serialNumber: string;
}

/** §5.5, TOK-04. A process then frees the generator on its own stream. */
export class RecordTokenReturn {
  constructor(readonly request: CommandRequest<RecordTokenReturnBody>) {}
}

@CommandHandler(RecordTokenReturn)
export class RecordTokenReturnHandler implements ICommandHandler<RecordTokenReturn, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordTokenReturn): Promise<Receipt> {
    const { account, serialNumber } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const authority = await judged.authorityOf(request.caller);
        return {
          decision: recordTokenReturn({ serialNumber, authority }, state),
          authority: judged.as('service-desk'),
          policy: null,
        };
      },
    });
  }
}
