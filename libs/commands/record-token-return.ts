import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordTokenReturn } from '#libs/domain/account/record-token-return';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { onAccount } from './on-account.js';
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
    return this.commands.runner.run(
      request,
      onAccount(request, (authority, state) => recordTokenReturn({ ...request.body, authority }, state)),
    );
  }
}
