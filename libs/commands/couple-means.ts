import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { foldUsername } from '#libs/domain/account/contact-data';
import {
  coupleMeans,
  type CouplingVisit,
  visitViolations,
  wrongCombination,
} from '#libs/domain/account/couple-means';
import { releasePreviousMeans } from '#libs/domain/account/couple-means-again';
import { type AccountEvent } from '#libs/domain/account/events';
import { type AccountState, isValid } from '#libs/domain/account/state';
import { countWrongTry, mayTry } from '#libs/domain/means/means';
import { type Policy } from '#libs/domain/policy/policy';
import { refused, type Violation } from '#libs/domain/rules';
import { accountStreams, meansStreams } from '#libs/domain/streams';
import { WrongExpectedRevision } from '#libs/event-store/errors';
import { deriveId } from '#libs/journal/ids';
import { type Act, type Folded } from '#libs/journal/journal';
import { actOf } from './act-of.js';
import { amsterdamCalendar } from './amsterdam-calendar.js';
import { type CommandRequest } from './command-request.js';
import { type Operation } from './command-runner.js';
import { Commands } from './commands.js';
import { TooMuchContention } from './failures.js';
import { Judged } from './judged.js';
import { meansHolder } from './means-holder.js';
import { type Receipt } from './receipt.js';
import { reservationGeneration } from './reservations.js';

export interface CoupleMeansBody extends CouplingVisit {
  readonly username: string;
  readonly activationCode: string;
}

/** §3.1: EHK-02. */
export class CoupleMeans {
  constructor(readonly request: CommandRequest<CoupleMeansBody>) {}
}

const basis = 'means-username-and-code';
const tries = 20;

@CommandHandler(CoupleMeans)
export class CoupleMeansHandler implements ICommandHandler<CoupleMeans, Receipt> {
  constructor(private readonly commands: Commands) {}

  /** One attempt at a time per means, so that attempts side by side count like attempts one after another (ACT-03). */
  execute({ request }: CoupleMeans): Promise<Receipt> {
    const means = `${meansStreams.category}-${this.meansId(request)}`;
    return this.commands.queue.run(means, () => this.visit(request));
  }

  private async visit(request: CommandRequest<CoupleMeansBody>): Promise<Receipt> {
    const { journal, outside, runner } = this.commands;
    const now = outside.now();
    const judged = new Judged(journal, now);
    const policy = await judged.policy();
    const { state: meansTries } = await judged.fold(meansStreams, this.meansId(request));
    const target = await this.target(request.body, now);
    const early = visitViolations(request.body, policy);
    if (!mayTry(meansTries, policy, now.toISOString())) early.push(tooManyTries);

    const receipt =
      target === undefined
        ? await runner.refuse(request, {
            authority: judged.as(basis),
            policy: policy.version,
            violations: early.length > 0 ? early : [wrongCombination],
          })
        : await runner.run(request, this.coupling(request, target, early));
    if (receipt.outcome === 'refused' && isWrongCombination(receipt.violations))
      await this.countAgainstMeans(request, policy);
    return receipt;
  }

  /** ACT-03: the account of the username where it has a code, else the account whose code was typed. */
  private async target(body: CoupleMeansBody, now: Date): Promise<string | undefined> {
    const { activationCodes, journal, reservations } = this.commands;
    const named = await reservations.holder('username', foldUsername(body.username));
    if (named !== undefined) {
      const { state } = await journal.fold(accountStreams, named);
      if (state.state === 'living' && isValid(state.activationCode, now.toISOString())) return named;
    }
    return (
      (await reservations.holder('activation-code', activationCodes.digest(body.activationCode))) ?? named
    );
  }

  private coupling(
    request: CommandRequest<CoupleMeansBody>,
    account: string,
    early: readonly Violation[],
  ): Operation<AccountState, AccountEvent> {
    const { activationCodes, journal, reservations } = this.commands;
    const { means, username, activationCode } = request.body;
    return {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(journal, now);
        const policy = await judged.policy();
        if (early.length > 0)
          return { decision: refused(...early), authority: judged.as(basis), policy: policy.version };
        const decision = coupleMeans(
          {
            visit: request.body,
            usernameIsRight: (await reservations.holder('username', foldUsername(username))) === account,
            digest: activationCodes.digest(activationCode),
            meansTaken: await this.isCoupledElsewhere(means.key, account, judged),
            reservationOf: (key) => reservations.stream('means', key),
            policy,
            calendar: amsterdamCalendar,
            now: now.toISOString(),
          },
          state,
        );
        return { decision, authority: judged.as(basis), policy: policy.version };
      },
      before: async (_target, act) => this.reserveMeans(means.key, account, act),
      refusalIn: (events) =>
        events.some(({ type }) => type === 'account.coupling-tried-wrongly') ? [wrongCombination] : undefined,
    };
  }

  /** EHK-04. */
  private async isCoupledElsewhere(meansKey: string, account: string, judged: Judged): Promise<boolean> {
    const read = await this.commands.reservations.read('means', meansKey);
    return (await meansHolder(meansKey, account, read, judged)).state === 'coupled';
  }

  /** EHK-08: another account's right to couple this means again ends before it goes to this one. */
  private async reserveMeans(meansKey: string, account: string, act: Act): Promise<'done' | 'again'> {
    const { journal, outside, reservations } = this.commands;
    const read = await reservations.read('means', meansKey);
    const holder = await meansHolder(meansKey, account, read, new Judged(journal, outside.now()));
    if (holder.state === 'coupled') return 'again';
    if (holder.state === 'nobody')
      return (await reservations.reserve('means', meansKey, account, act)) === 'taken' ? 'again' : 'done';
    if (
      holder.state === 'may-couple-again' &&
      (await this.endRight(meansKey, holder.account, act)) === 'again'
    )
      return 'again';
    return reservations.handOver(read, holder.account.id, account, act);
  }

  /** `again` when the holder has gone on meanwhile: it may have coupled the means again (EHK-04). */
  private async endRight(
    meansKey: string,
    { state, stream, head }: Folded<AccountState, AccountEvent>,
    act: Act,
  ): Promise<'done' | 'again'> {
    const { journal, reservations } = this.commands;
    const { events } = releasePreviousMeans(meansKey, reservations.stream('means', meansKey), state);
    const command = { ...act.command, id: deriveId(act.command.id, 'previous means released') };
    try {
      await journal.append({ stream, head, events }, { ...act, command });
      return 'done';
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return 'again';
      throw error;
    }
  }

  private meansId = ({ body }: CommandRequest<CoupleMeansBody>): string =>
    `${reservationGeneration}-${body.means.key}`;

  private async countAgainstMeans(request: CommandRequest<CoupleMeansBody>, policy: Policy): Promise<void> {
    const { journal, outside } = this.commands;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const now = outside.now();
      const { state, stream, head, events } = await journal.fold(meansStreams, this.meansId(request));
      const id = deriveId(request.id, 'wrong try with means');
      if (events.some(({ envelope }) => envelope.command.id === id)) return;
      const counted = countWrongTry(state, policy, now.toISOString());
      try {
        const act = actOf(request, { authority: { basis, judged: [] }, policy: policy.version }, now);
        const command = { ...act.command, id };
        await journal.append({ stream, head, events: [counted] }, { ...act, command });
        return;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
      }
    }
    throw new TooMuchContention(`${meansStreams.category}-${this.meansId(request)}`);
  }
}

/** Also as it was recorded: what a crash left uncounted is counted when the same command comes again. */
const isWrongCombination = (violations: readonly Violation[]): boolean =>
  violations.some(({ message }) => message === wrongCombination.message);

const tooManyTries = {
  rule: 'ACT-03',
  message: 'Too many wrong combinations were entered with this means; try again tomorrow.',
} as const;
