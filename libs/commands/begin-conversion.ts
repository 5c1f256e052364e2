import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { beginConversion, type BeginConversion as Beginning } from '#libs/domain/account/begin-conversion';
import { type OnRequestBody } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';
import { withNewCode } from './with-new-code.js';

export interface BeginConversionBody
  extends OnRequestBody, Pick<Beginning, 'confirmed' | 'holdsRightMeans'> {}

/** §5.1, §5.2: CNV-01. */
export class BeginConversion {
  constructor(readonly request: CommandRequest<BeginConversionBody>) {}
}

@CommandHandler(BeginConversion)
export class BeginConversionHandler implements ICommandHandler<BeginConversion, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: BeginConversion): Promise<Receipt> {
    return this.commands.runner.run(
      request,
      withNewCode(this.commands, request, (parts, state) =>
        beginConversion({ ...request.body, ...parts }, state),
      ),
    );
  }
}
