import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decoupleMeans } from '#libs/domain/account/decouple-means';
import { type DecoupleReason } from '#libs/domain/account/coupling-events';
import { type OnRequestBody } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';
import { withNewCode } from './with-new-code.js';

export interface DecoupleMeansBody extends OnRequestBody {
  readonly reason: DecoupleReason;
  readonly holdsRightMeans: boolean;
}

/** §4.6. */
export class DecoupleMeans {
  constructor(readonly request: CommandRequest<DecoupleMeansBody>) {}
}

@CommandHandler(DecoupleMeans)
export class DecoupleMeansHandler implements ICommandHandler<DecoupleMeans, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: DecoupleMeans): Promise<Receipt> {
    return this.commands.runner.run(
      request,
      withNewCode(this.commands, request, (parts, state) =>
        decoupleMeans({ ...request.body, ...parts }, state),
      ),
    );
  }
}
