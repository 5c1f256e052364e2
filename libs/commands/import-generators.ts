import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type DeliveryEvent, importDelivery } from '#libs/domain/delivery/delivery';
import { type SupplierDelivery } from '#libs/domain/generator/seed-generator';
import { type Decision, isRefused, refused, type Violation } from '#libs/domain/rules';
import { deliveryStreams, generatorStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';
import { decideSeeding, seeding, type SeedGeneratorBody } from './seed-generator.js';

/** One generator of the file, and where it stands there, as in `line 3`. */
export interface ImportedGenerator extends Omit<SeedGeneratorBody, 'delivery'> {
  readonly at: string;
}

export interface ImportGeneratorsBody extends SupplierDelivery {
  readonly generators: readonly ImportedGenerator[];
}

/** TOK-05, TOK-08: a supplier's file, as a whole. */
export class ImportGenerators {
  constructor(readonly request: CommandRequest<ImportGeneratorsBody>) {}
}

/** Generators written side by side. */
const sideBySide = 32;

type Seed = CommandRequest<SeedGeneratorBody>;

/** All deliveries' streams are named by an id that follows from the note's number and from nothing else. */
const deliveries = '0195e6a0-0000-7000-8000-000000000000';

@CommandHandler(ImportGenerators)
export class ImportGeneratorsHandler implements ICommandHandler<ImportGenerators, Receipt> {
  constructor(private readonly commands: Commands) {}

  /**
   * All generators are judged before the first is written. They come first and the delivery's own event last: what was
   * cut off is finished by the same file again, under whatever key.
   */
  execute({ request }: ImportGenerators): Promise<Receipt> {
    const { deliveryNote, generators } = request.body;
    let waiting: readonly Seed[] = [];
    return this.commands.runner.run(request, {
      kind: deliveryStreams,
      id: deriveId(deliveries, deliveryNote),
      decide: async ({ state }, now) => {
        const delivery = { deliveryNote, generators: generators.length, digest: this.digestOf(request.body) };
        const decision = importDelivery(delivery, state);
        const judged = decision.events.length === 0 ? nothingToDo : await this.judge(request, now);
        waiting = judged.waiting;
        return {
          decision: decisionOf(decision, judged),
          authority: { basis: 'operator', judged: [] },
          policy: null,
        };
      },
      before: () => this.importAll(waiting, request.onProgress),
    });
  }

  private digestOf({ generators }: ImportGeneratorsBody): string {
    const seeds = generators.map(({ serialNumber, seed }) => `${serialNumber} ${seed}`).sort();
    return this.commands.seedDigest(seeds.join('\n'));
  }

  /** Which generators are still to be written, and what is wrong with any of them. */
  private async judge(request: CommandRequest<ImportGeneratorsBody>, now: Date): Promise<Judged> {
    const { generators } = request.body;
    const waiting: Seed[] = [];
    const violations: Violation[] = [];
    let before = 0;
    for (const chunk of chunksOf(generators)) {
      const decisions = await Promise.all(
        chunk.map(async (generator) => {
          const seed = this.seedOf(generator, request);
          const { state } = await this.commands.journal.fold(generatorStreams, generator.serialNumber);
          return { at: generator.at, seed, decision: await decideSeeding(this.commands, seed, state, now) };
        }),
      );
      for (const { at, seed, decision } of decisions)
        if (isRefused(decision))
          violations.push(
            ...decision.refused.map((one) => ({ ...one, field: [at, one.field].filter(Boolean).join(': ') })),
          );
        else if (decision.events.length > 0) waiting.push(seed);
        else before += 1;
    }
    return { waiting, violations, before };
  }

  private seedOf(
    { at: _place, ...generator }: ImportedGenerator,
    { id, caller, origin, body: { deliveryNote, receivedOn } }: CommandRequest<ImportGeneratorsBody>,
  ): Seed {
    return this.commands.request<SeedGeneratorBody>({
      name: 'seed-generator',
      idempotencyKey: id,
      caller,
      origin,
      body: { ...generator, delivery: { deliveryNote, receivedOn } },
      causedBy: { correlation: id, causation: id },
    });
  }

  /** `again` where one was refused after all: something came in between. */
  private async importAll(
    waiting: readonly Seed[],
    onProgress: ImportGenerators['request']['onProgress'],
  ): Promise<'done' | 'again'> {
    let done = 0;
    for (const chunk of chunksOf(waiting)) {
      const receipts = await Promise.all(
        chunk.map((seed) => this.commands.runner.run(seed, seeding(this.commands, seed))),
      );
      if (receipts.some(({ outcome }) => outcome === 'refused')) return 'again';
      done += chunk.length;
      onProgress?.(done, waiting.length);
    }
    return 'done';
  }
}

interface Judged {
  readonly waiting: readonly Seed[];
  readonly violations: readonly Violation[];
  /** How many of the file came in before. */
  readonly before: number;
}
const nothingToDo: Judged = { waiting: [], violations: [], before: 0 };

function decisionOf(
  decision: Decision<DeliveryEvent>,
  { violations, before }: Judged,
): Decision<DeliveryEvent> {
  if (violations.length === 0) return decision;
  return before === 0
    ? refused(...violations)
    : refused(...violations, {
        rule: 'TOK-08',
        message: `${before} generators of this file came in with this delivery note before; of the others none.`,
      });
}

function* chunksOf<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let first = 0; first < all.length; first += sideBySide) yield all.slice(first, first + sideBySide);
}
