import { event } from '#libs/domain/catalogue';
import { type CommandEvent, commandRefused, refusalsCounted } from '#libs/domain/command/command';
import { type Violation } from '#libs/domain/rules';
import { WrongExpectedRevision } from '#libs/event-store/errors';
import { deriveId } from '#libs/journal/ids';
import { type Act, type Head, type Journal } from '#libs/journal/journal';
import { type Outside } from './outside.js';
import { type RefusalAnswer } from './receipt.js';

/** Refusals recorded one by one, per caller and minute; beyond them they are counted (architecture 17). */
const recordedPerMinute = 60;
const minute = 60_000;

interface Budget {
  readonly actor: string;
  readonly opened: number;
  recorded: number;
  beyond: number;
  /** How the last refusal that was only counted came in. */
  act?: Act;
}

/** AVG-01: records what known callers were refused, without letting them flood history. */
export class Refusals {
  private readonly running = new Map<string, Budget>();
  /** Minutes that are over, and whose counts are not written yet. */
  private over: Budget[] = [];

  constructor(
    private readonly journal: Journal,
    private readonly outside: Outside,
  ) {}

  async record(
    act: Act,
    refusal: {
      readonly target?: string;
      readonly violations: readonly Violation[];
      readonly answer: RefusalAnswer;
    },
  ): Promise<void> {
    const budget = this.budgetOf(act.actor.id);
    // A rate that was used up is no answer for good: the same command may be right in an hour (USR-04).
    if (refusal.answer === 'too-many' || budget.recorded >= recordedPerMinute) return this.count(act);
    budget.recorded += 1;
    await this.append(
      `command-${act.command.id}`,
      'none',
      event(commandRefused, refusal, refusal.violations[0]?.rule),
      act,
    );
  }

  /** Not recorded by itself, but counted with the others of its minute. */
  count(act: Act): void {
    const budget = this.budgetOf(act.actor.id);
    budget.beyond += 1;
    budget.act = act;
  }

  /**
   * Writes down what was only counted in minutes that are over; `all` also in those that run. What the store
   * doesn't take now is written the next time.
   */
  async writeCounts(all: 'all' | 'over' = 'over'): Promise<void> {
    for (const budget of this.running.values()) if (all === 'all' || this.isOver(budget)) this.end(budget);
    const written = new Set<Budget>();
    try {
      for (const budget of this.over) {
        await this.writeCount(budget);
        written.add(budget);
      }
    } finally {
      this.over = this.over.filter((budget) => !written.has(budget));
    }
  }

  private budgetOf(actor: string): Budget {
    const running = this.running.get(actor);
    if (running !== undefined && !this.isOver(running)) return running;
    if (running !== undefined) this.end(running);
    const fresh = { actor, opened: this.outside.now().getTime(), recorded: 0, beyond: 0 };
    this.running.set(actor, fresh);
    return fresh;
  }

  private end(budget: Budget): void {
    this.running.delete(budget.actor);
    if (budget.beyond > 0) this.over.push(budget);
  }

  private isOver = (budget: Budget): boolean => this.outside.now().getTime() >= budget.opened + minute;

  private async writeCount({ actor, opened, beyond, act }: Budget): Promise<void> {
    if (act === undefined) return;
    const from = new Date(opened).toISOString();
    const counted = event(refusalsCounted, {
      count: beyond,
      from,
      until: new Date(opened + minute).toISOString(),
    });
    const stream = `refusals-${actor}`;
    const last = (await this.journal.read(stream, { direction: 'backwards', limit: 1 })).at(0);
    const head: Head = last === undefined ? 'none' : { revision: last.envelope.revision, hash: last.hash };
    const command = { ...act.command, id: deriveId(act.command.id, 'refusals counted') };
    // Written already, by a try whose answer was lost.
    if (last?.envelope.command.id === command.id) return;
    await this.append(stream, head, counted, { ...act, command, time: this.outside.now().toISOString() });
  }

  /** Somebody else recorded it at the same moment: then it stands there. */
  private async append(stream: string, head: Head, recorded: CommandEvent, act: Act): Promise<void> {
    try {
      await this.journal.append({ stream, head, events: [recorded] }, act);
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
}
