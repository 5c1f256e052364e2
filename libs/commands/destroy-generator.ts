import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  destroyGenerator,
  type DestroyGenerator as Destroying,
} from '#libs/domain/generator/destroy-generator';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { onGenerator } from './on-generator.js';
import { type Receipt } from './receipt.js';

export interface DestroyGeneratorBody extends Destroying {
  readonly serialNumber: string;
}

/** TOK-09. A process then makes the seed unreadable. */
export class DestroyGenerator {
  constructor(readonly request: CommandRequest<DestroyGeneratorBody>) {}
}

@CommandHandler(DestroyGenerator)
export class DestroyGeneratorHandler implements ICommandHandler<DestroyGenerator, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: DestroyGenerator): Promise<Receipt> {
    const { serialNumber, ...destroying } = request.body;
    return this.commands.runner.run(
      request,
      onGenerator(this.commands, serialNumber, (state) => destroyGenerator(destroying, state)),
    );
  }
}
