import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { seedGenerator, type SeedGenerator as Seeding } from '#libs/domain/generator/seed-generator';
import { generatorStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { dateInAmsterdam } from './local-date.js';
import { type Receipt } from './receipt.js';

export type SeedGeneratorBody = Omit<Seeding, 'seedId' | 'seedDigest' | 'seedTaken' | 'today'>;

/** TOK-05, TOK-06: the seed is sealed in the event, and stands nowhere else. */
export class SeedGenerator {
  constructor(readonly request: CommandRequest<SeedGeneratorBody>) {}
}

@CommandHandler(SeedGenerator)
export class SeedGeneratorHandler implements ICommandHandler<SeedGenerator, Receipt> {
  constructor(private readonly commands: Commands) {}

  /** The seed is reserved for the generator: of two that come with the same one, the second is refused. */
  execute({ request }: SeedGenerator): Promise<Receipt> {
    const { reservations, runner, seedDigest } = this.commands;
    const { serialNumber, seed } = request.body;
    return runner.run(request, {
      kind: generatorStreams,
      id: serialNumber,
      decide: async ({ state }, now) => ({
        decision: seedGenerator(
          {
            ...request.body,
            seedId: deriveId(request.id, 'seed'),
            seedDigest: seedDigest(seed),
            seedTaken: await reservations.isTaken('seed', seed, serialNumber),
            today: dateInAmsterdam(now),
          },
          state,
        ),
        authority: { basis: 'operator', judged: [] },
        policy: null,
      }),
      before: async (_target, act) =>
        (await reservations.reserve('seed', seed, serialNumber, act)) === 'taken' ? 'again' : 'done',
    });
  }
}
