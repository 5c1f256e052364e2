import { type Caller } from '#libs/access/caller';
import { type AccountState } from '#libs/domain/account/state';
import { type SignInMethod } from '#libs/domain/account/holder-fields';
import { type Policy } from '#libs/domain/policy/policy';
import { type Decision, type Violation } from '#libs/domain/rules';
import { type SignInEvent } from '#libs/domain/sign-in/events';
import { type SignInState } from '#libs/domain/sign-in/state';
import { tryPassword } from '#libs/domain/sign-in/try-password';
import { accountStreams, signInStreams, streamOf } from '#libs/domain/streams';
import { type Authority, type Origin } from '#libs/event-store/envelope';
import { type Act, type Append, type Journal } from '#libs/journal/journal';
import { type ActorNames } from './actor-names.js';
import { appended } from './appended.js';
import { TooMuchContention } from './failures.js';
import { type Outside } from './outside.js';
import { type Refused } from './receipt.js';
import { type Refusals } from './refusals.js';
import { sessionIssuer, type Sessions, type StartedSession } from './sessions.js';
import { type StreamQueue } from './stream-queue.js';

/** One attempt, after everything was read and compared. */
export interface Attempt {
  /** Id of the attempt. Nothing of what was typed stands in an event, no hash of it either. */
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
  /** Id of the account, or what stands in for it. */
  readonly account: string;
  /** It, as it was when things were compared. */
  readonly as: AccountState;
  readonly method: SignInMethod;
  /** Id of the session that starts. */
  readonly session: string;
  readonly policy: Policy;
  readonly authority: Authority;
  /** Runs again when the stream has gone on; what took work isn't done again (architecture 3). */
  readonly decide: (
    state: SignInState,
    now: string,
  ) => Decision<SignInEvent> | Promise<Decision<SignInEvent>>;
}

export type SignInOutcome = { readonly outcome: 'signed-in'; readonly session: StartedSession } | Refused;

/** How often a decision is taken anew when others write to the same stream. */
const tries = 50;

/** Records what became of an attempt to sign in, and starts the session. Who attempts is nobody yet. */
export class SignInDesk {
  constructor(
    private readonly journal: Journal,
    private readonly outside: Outside,
    private readonly queue: StreamQueue,
    private readonly refusals: Refusals,
    private readonly actorNames: ActorNames,
    private readonly sessions: Sessions,
  ) {}

  /**
   * One after the other for an account, so that attempts side by side count like attempts one after another (LOG-02).
   *
   * @throws TooMuchContention, and what the event store throws
   */
  settle(attempt: Attempt): Promise<SignInOutcome> {
    const stream = streamOf(signInStreams, attempt.account);
    return this.queue.run(stream, async () => {
      for (let tried = 0; tried < tries; tried += 1) {
        const outcome = await this.attempt(attempt);
        if (outcome !== 'again') return outcome;
      }
      throw new TooMuchContention(stream);
    });
  }

  /**
   * PWD-08: somebody in a session gave this as the current password.
   *
   * @returns why it can't go on; nothing where it is right
   * @throws TooMuchContention, and what the event store throws
   */
  tryPassword(account: string, isRight: boolean, policy: Policy, act: Act): Promise<readonly Violation[]> {
    const stream = streamOf(signInStreams, account);
    return this.queue.run(stream, async () => {
      for (let tried = 0; tried < tries; tried += 1) {
        const { head, state } = await this.journal.foldLast(signInStreams, account);
        const { events, refused = [] } = tryPassword({ isRight, policy, now: act.time }, state);
        if (events.length === 0 || (await appended(this.journal.append({ stream, head, events }, act))))
          return refused;
      }
      throw new TooMuchContention(stream);
    });
  }

  private async attempt(attempt: Attempt): Promise<SignInOutcome | 'again'> {
    const { stream, head, state } = await this.journal.foldLast(signInStreams, attempt.account);
    const now = this.outside.now();
    const { events, refused } = await attempt.decide(state, now.toISOString());
    if (refused !== undefined) return this.refuse(attempt, { stream, head, events }, refused, now);
    const holder = holderOf(attempt.account);
    const act = actOf(attempt, holder, now);
    await this.actorNames.record(holder, act);
    if (!(await appended(this.journal.append({ stream, head, events }, act)))) return 'again';
    return this.start(attempt, act);
  }

  /** What was read is what the session starts with: whatever changed since has raised the epoch (architecture 4). */
  private async start({ session: id, account, as, method, policy }: Attempt, act: Act) {
    if (as.state !== 'living') throw new Error('Only a living account signs in.');
    const session = await appended(
      this.sessions.start(id, { account, as, method, policy, now: act.time }, act),
    );
    return session === undefined ? 'again' : ({ outcome: 'signed-in', session } as const);
  }

  /** Failures that count stand on the stream; those during a lock are counted together (architecture 17). */
  private async refuse(
    attempt: Attempt,
    failure: Append,
    violations: readonly Violation[],
    now: Date,
  ): Promise<Refused | 'again'> {
    const act = actOf(attempt, door, now);
    if (failure.events.length > 0) {
      if (!(await appended(this.journal.append(failure, act)))) return 'again';
    } else if (attempt.method === 'token') this.refusals.count(act);
    else await this.refusals.record(act, { violations, answer: 'rule', ...targetOf(attempt) });
    return { outcome: 'refused', commandId: attempt.id, violations, answer: 'rule' };
  }
}

const targetOf = ({ account, as }: Attempt): { readonly target?: string } =>
  as.state === 'none' ? {} : { target: streamOf(accountStreams, account) };

/** Who is behind an attempt that failed is not known: the door itself stands in its event. */
export const door: Caller = { kind: 'process', id: 'sign-in', issuer: 'process', subject: 'sign-in' };

export const holderOf = (account: string): Caller => ({
  kind: 'person',
  id: account,
  issuer: sessionIssuer,
  subject: account,
});

/** AVG-01. */
const actOf = ({ id, name, origin, authority, policy }: Attempt, by: Caller, now: Date): Act => ({
  command: { id, name, fingerprint: '' },
  correlation: id,
  causation: id,
  actor: { kind: by.kind, id: by.id },
  authority,
  origin,
  policy: policy.version,
  time: now.toISOString(),
});
