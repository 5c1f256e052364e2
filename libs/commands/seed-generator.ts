import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type GeneratorEvent } from '#libs/domain/generator/events';
import { seedGenerator, type SeedGenerator as Seeding } from '#libs/domain/generator/seed-generator';
import { type GeneratorState } from '#libs/domain/generator/state';
import { type Decision } from '#libs/domain/rules';
import { generatorStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { type Operation } from './command-runner.js';
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

  execute({ request }: SeedGenerator): Promise<Receipt> {
    return this.commands.runner.run(request, seeding(this.commands, request));
  }
}

/** The seed is reserved for the generator: of two that come with the same one, the second is refused. */
export function seeding(
  commands: Commands,
  request: CommandRequest<SeedGeneratorBody>,
): Operation<GeneratorState, GeneratorEvent> {
  const { serialNumber, seed } = request.body;
  return {
    kind: generatorStreams,
    id: serialNumber,
    decide: async ({ state }, now) => ({
      decision: await decideSeeding(commands, request, state, now),
      authority: { basis: 'operator', judged: [] },
      policy: null,
    }),
    before: async (_target, act) =>
      (await commands.reservations.reserve('seed', seed, serialNumber, act)) === 'taken' ? 'again' : 'done',
  };
}

/** What the generator's own stream, and the reservation of its seed, say to it. */
export const decideSeeding = async (
  { reservations, seedDigest }: Commands,
  { id, body }: CommandRequest<SeedGeneratorBody>,
  state: GeneratorState,
  now: Date,
): Promise<Decision<GeneratorEvent>> =>
  seedGenerator(
    {
      ...body,
      seedId: deriveId(id, 'seed'),
      seedDigest: seedDigest(body.seed),
      seedTaken: await reservations.isTaken('seed', body.seed, body.serialNumber),
      today: dateInAmsterdam(now),
    },
    state,
  );
