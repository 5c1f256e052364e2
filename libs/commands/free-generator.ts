import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { freeGenerator } from '#libs/domain/generator/assign-generator';
import { generatorStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface FreeGeneratorBody {
  readonly serialNumber: string;
  /** Whose it was, and the seed that it was issued with. */
  readonly account: string;
  readonly seedId: string;
}

/** TOK-05: what follows from a recorded return. */
export class FreeGenerator {
  constructor(readonly request: CommandRequest<FreeGeneratorBody>) {}
}

@CommandHandler(FreeGenerator)
export class FreeGeneratorHandler implements ICommandHandler<FreeGenerator, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: FreeGenerator): Promise<Receipt> {
    const { serialNumber, ...assignment } = request.body;
    return this.commands.runner.run(request, {
      kind: generatorStreams,
      id: serialNumber,
      decide: async ({ state }) => ({
        decision: freeGenerator(assignment, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
