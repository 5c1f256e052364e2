import { openWhileBarred } from '#libs/access/matrix';
import { event } from '#libs/domain/catalogue';
import { type AnyEvent } from '#libs/domain/catalogue';
import { commandChangedNothing, type CommandEvent } from '#libs/domain/command/command';
import { type Decision, isRefused, refused, type Violation } from '#libs/domain/rules';
import { type StreamKind } from '#libs/domain/streams';
import { type Authority } from '#libs/event-store/envelope';
import { WrongExpectedRevision } from '#libs/event-store/errors';
import { type Act, type Folded, type Journal, type RecordedEvent } from '#libs/journal/journal';
import { type ActorNames } from './actor-names.js';
import { type CommandRequest } from './command-request.js';
import { actOf } from './act-of.js';
import { barredNow } from './barred-now.js';
import { CommandIdReused, RevisionChanged, TooMuchContention } from './failures.js';
import { Judged } from './judged.js';
import { type Outside } from './outside.js';
import { type Applied, type Receipt, type RefusalAnswer, type Refused } from './receipt.js';
import { type Refusals } from './refusals.js';
import { type StreamQueue } from './stream-queue.js';

/** What a decision was judged by; it goes into the events (ADM-07, architecture 6). */
export interface Judgement<E> {
  readonly decision: Decision<E>;
  readonly authority: Authority;
  /** Version of the policy that was used; `null` where none was. */
  readonly policy: string | null;
  readonly answer?: RefusalAnswer;
}

/** One command on one stream. */
export interface Operation<State, E extends AnyEvent> {
  readonly kind: StreamKind<State, E>;
  readonly id: string;
  /** Reads what is judged and decides. Runs again when the stream has gone on. @param judged of this try, as far as it was read */
  readonly decide: (target: Folded<State, E>, now: Date, judged: Judged) => Promise<Judgement<E>>;
  /** What must be durable before the events, such as reservations. `again`: something was in the way, decide again. */
  readonly before?: (target: Folded<State, E>, act: Act) => Promise<'done' | 'again'>;
  /** After a refusal: gives back what was reserved. */
  readonly giveBack?: (act: Act) => Promise<void>;
  /** The refusal that events of this command stand for, where a refusal is counted on the stream (ACT-03). */
  readonly refusalIn?: (events: readonly E[]) => readonly Violation[] | undefined;
}

/** How often a decision is taken anew when others write to the same stream. */
const tries = 50;

/**
 * A command's way: already done? → decide → before → append. One command at a time per command id and
 * per stream in this process; against other processes every append names its revision.
 */
export class CommandRunner {
  constructor(
    private readonly journal: Journal,
    private readonly outside: Outside,
    private readonly queue: StreamQueue,
    private readonly refusals: Refusals,
    private readonly actorNames: ActorNames,
  ) {}

  /**
   * Carries out the command, once, however often it is sent.
   *
   * @throws CommandIdReused, RevisionChanged, TooMuchContention, and what the event store throws
   */
  run<State, E extends AnyEvent>(
    request: CommandRequest<unknown>,
    operation: Operation<State, E>,
  ): Promise<Receipt> {
    const stream = `${operation.kind.category}-${operation.id}`;
    return this.queue.run(`command-${request.id}`, async () => {
      const answered = await this.answeredBefore(request);
      if (answered !== undefined) return answered;
      return this.queue.run(stream, () => this.attempt(request, operation));
    });
  }

  /** Refuses without a stream: where there is nothing that the command could be about. */
  refuse(
    request: CommandRequest<unknown>,
    judgement: Omit<Judgement<never>, 'decision'> & {
      readonly violations: readonly Violation[];
      readonly target?: string;
    },
  ): Promise<Receipt> {
    return this.queue.run(`command-${request.id}`, async () => {
      const answered = await this.answeredBefore(request);
      return answered ?? this.recordRefusal(request, judgement);
    });
  }

  private async attempt<State, E extends AnyEvent>(
    request: CommandRequest<unknown>,
    operation: Operation<State, E>,
  ): Promise<Receipt> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const target = await this.journal.fold(operation.kind, operation.id);
      const done = target.events.filter(({ envelope }) => envelope.command.id === request.id);
      if (done.length > 0) return this.repeat(request, operation, target, done);

      const now = this.outside.now();
      const judged = new Judged(this.journal, now);
      const barred = await this.barred(request, judged);
      const judgement = barred ?? (await operation.decide(target, now, judged));
      const { decision } = judgement;
      // What is out of reach, or isn't looked at, doesn't tell its revision either (ADM-02).
      if (barred === undefined && !isOutOfReach(decision)) requireSeen(request, target);
      const act = actOf(request, judgement, now);
      if (isRefused(decision)) {
        await operation.giveBack?.(act);
        if (
          decision.events.length > 0 &&
          (await this.tryAppend(request, target, decision.events, act)) === 'again'
        )
          continue;
        return this.recordRefusal(request, {
          ...judgement,
          violations: decision.refused,
          target: target.stream,
        });
      }
      if (decision.events.length === 0) return this.recordNoChange(request, target, act);
      if ((await operation.before?.(target, act)) === 'again') continue;
      const applied = await this.tryAppend(request, target, decision.events, act);
      if (applied !== 'again') return applied;
    }
    throw new TooMuchContention(`${operation.kind.category}-${operation.id}`);
  }

  /** PWD-06, PWD-10, TOK-07: whether a person may do anything is judged at each act, however they were authenticated. */
  private async barred(
    { caller, name }: CommandRequest<unknown>,
    judged: Judged,
  ): Promise<Judgement<never> | undefined> {
    if (caller.kind !== 'person' || openWhileBarred.has(name)) return undefined;
    const violation = barredNow(caller, await judged.holder(caller));
    if (violation === undefined) return undefined;
    return { decision: refused(violation), authority: judged.as('account'), policy: null };
  }

  private async tryAppend(
    request: CommandRequest<unknown>,
    { stream, head }: Folded<unknown, AnyEvent>,
    events: readonly AnyEvent[],
    act: Act,
  ): Promise<Applied | 'again'> {
    try {
      await this.actorNames.record(request.caller, act);
      const appended = await this.journal.append({ stream, head, events }, act);
      return {
        outcome: 'applied',
        commandId: request.id,
        stream,
        revision: appended.head.revision,
        position: appended.position,
        events: appended.events,
      };
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return 'again';
      throw error;
    }
  }

  /** The command's events stand on the stream: its answer is the one of then. */
  private async repeat<State, E extends AnyEvent>(
    request: CommandRequest<unknown>,
    operation: Operation<State, E>,
    target: Folded<State, E>,
    done: readonly RecordedEvent<E>[],
  ): Promise<Receipt> {
    const [first] = done;
    const last = done.at(-1);
    if (first === undefined || last === undefined) throw new Error('A command that was done has an event.');
    requireSame(request, first);
    const counted = operation.refusalIn?.(done.map(({ event }) => event));
    if (counted !== undefined)
      return this.recordRefusal(request, { ...first.envelope, violations: counted, target: target.stream });
    return {
      outcome: 'applied',
      commandId: request.id,
      stream: target.stream,
      revision: last.envelope.revision,
      position: last.position,
      events: done.map(({ envelope: { id, type, version, revision } }) => ({
        id,
        type: `${type}.v${version}`,
        revision,
      })),
    };
  }

  /** Refusals and commands that changed nothing stand in a stream of their own (architecture 7). */
  private async answeredBefore(request: CommandRequest<unknown>): Promise<Receipt | undefined> {
    const recorded = (await this.journal.read(`command-${request.id}`)).at(0) as
      RecordedEvent<CommandEvent> | undefined;
    if (recorded === undefined) return undefined;
    requireSame(request, recorded);
    return receiptOf(request.id, recorded.event);
  }

  private async recordNoChange(
    request: CommandRequest<unknown>,
    { stream, head }: Folded<unknown, AnyEvent>,
    act: Act,
  ): Promise<Receipt> {
    const revision = head === 'none' ? -1 : head.revision;
    const nothing = event(commandChangedNothing, { target: stream, revision }, 'USR-06');
    await this.actorNames.record(request.caller, act);
    await this.journal.append({ stream: `command-${request.id}`, head: 'none', events: [nothing] }, act);
    return { outcome: 'changed-nothing', commandId: request.id, stream, revision };
  }

  private async recordRefusal(
    request: CommandRequest<unknown>,
    judgement: Omit<Judgement<never>, 'decision'> & {
      readonly violations: readonly Violation[];
      readonly target?: string;
    },
  ): Promise<Refused> {
    const { answer = answerTo(judgement.violations), target } = judgement;
    const violations = toldOf(judgement.violations);
    const act = actOf(request, judgement, this.outside.now());
    await this.actorNames.record(request.caller, act);
    await this.refusals.record(act, { violations, answer, ...(target === undefined ? {} : { target }) });
    return { outcome: 'refused', commandId: request.id, violations, answer };
  }
}

/** ADM-02: what is out of reach is answered like what doesn't exist. */
const answerTo = (violations: readonly Violation[]): RefusalAnswer =>
  violations.some(({ rule }) => rule === 'ADM-02') ? 'unknown' : 'rule';

/** Whether the decision is the answer to what doesn't exist for the caller. */
export const isOutOfReach = (decision: Decision<unknown>): boolean =>
  isRefused(decision) && answerTo(decision.refused) === 'unknown';

/** Broken rules that are told and recorded one by one: far more than a person reads, far less than an event holds. */
const mostViolations = 100;

function toldOf(violations: readonly Violation[]): readonly Violation[] {
  const next = violations[mostViolations];
  return next === undefined
    ? violations
    : [
        ...violations.slice(0, mostViolations),
        { rule: next.rule, message: `There are ${violations.length - mostViolations} more.` },
      ];
}

const receiptOf = (commandId: string, { type, data }: CommandEvent): Receipt | undefined => {
  switch (type) {
    case 'command.refused':
      return {
        outcome: 'refused',
        commandId,
        violations: data.violations,
        answer: data.answer,
      };
    case 'command.changed-nothing':
      return { outcome: 'changed-nothing', commandId, stream: data.target, revision: data.revision };
    case 'command.refusals-counted':
      return undefined;
  }
};

function requireSame(request: CommandRequest<unknown>, { envelope }: RecordedEvent): void {
  if (envelope.command.fingerprint !== request.fingerprint || envelope.actor.id !== request.caller.id)
    throw new CommandIdReused(request.id);
}

function requireSeen({ seenRevision }: CommandRequest<unknown>, { head }: Folded<unknown, AnyEvent>): void {
  const actual = head === 'none' ? -1 : head.revision;
  if (seenRevision !== undefined && seenRevision !== actual) throw new RevisionChanged(seenRevision, actual);
}
