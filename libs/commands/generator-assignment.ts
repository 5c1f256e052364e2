import { type AnyEvent } from '#libs/domain/catalogue';
import { assignGenerator, freeGenerator } from '#libs/domain/generator/assign-generator';
import { type GeneratorEvent } from '#libs/domain/generator/events';
import { type GeneratorState, unlessAbandoned } from '#libs/domain/generator/state';
import { accountStreams, generatorStreams } from '#libs/domain/streams';
import { WrongExpectedRevision } from '#libs/event-store/errors';
import { deriveId } from '#libs/journal/ids';
import { type Act, type Folded, type Journal } from '#libs/journal/journal';

/** A generator with its assignment judged by the stream of the account that it is meant for. */
export async function readGenerator(
  read: Pick<Journal, 'fold'>,
  serialNumber: string,
): Promise<Folded<GeneratorState, GeneratorEvent>> {
  const folded = await read.fold(generatorStreams, serialNumber);
  const meantFor = folded.state?.assignment?.account;
  if (meantFor === undefined) return folded;
  const { state } = await read.fold(accountStreams, meantFor);
  return { ...folded, state: unlessAbandoned(folded.state, state) };
}

/** One command's assignment of a generator to an account, on the generator's own stream (TOK-01). */
export class GeneratorAssignment {
  /** The seed that was judged; set anew with every decision. */
  seedId: string | undefined;
  /** Ids of the commands that the assignment was recorded under. */
  private readonly made = new Set<string>();

  constructor(
    private readonly journal: Journal,
    private readonly serialNumber: string,
    private readonly account: string,
  ) {}

  /** `again` when the generator has gone on since it was judged. */
  async make(act: Act): Promise<'done' | 'again'> {
    if (this.seedId === undefined) return 'again';
    const read = await readGenerator(this.journal, this.serialNumber);
    const events = assignGenerator({ account: this.account, seedId: this.seedId }, read.state);
    return events === 'taken' ? 'again' : this.append(read, events, act);
  }

  /**
   * After a refusal: a generator that this command had assigned, and that the account never got, is free again. It then
   * needs a new seed, as one that was out (TOK-05). Not where another command has taken the assignment up.
   */
  async giveBack(act: Act): Promise<void> {
    const read = await this.journal.fold(generatorStreams, this.serialNumber);
    const last = read.events.at(-1);
    if (this.seedId === undefined || last === undefined || !this.made.has(last.envelope.command.id)) return;
    const { state } = await this.journal.fold(accountStreams, this.account);
    if (state.state === 'living' && state.issuedSeeds.has(this.seedId)) return;
    const freed = freeGenerator({ account: this.account, seedId: this.seedId }, read.state);
    await this.append(read, freed.events, act);
  }

  private async append(
    { stream, head }: Folded<unknown, AnyEvent>,
    events: readonly AnyEvent[],
    act: Act,
  ): Promise<'done' | 'again'> {
    if (events.length === 0) return 'done';
    const command = { ...act.command, id: deriveId(act.command.id, `generator for ${this.account}`) };
    try {
      await this.journal.append({ stream, head, events }, { ...act, command });
      this.made.add(command.id);
      return 'done';
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return 'again';
      throw error;
    }
  }
}
