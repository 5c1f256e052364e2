import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type AccountState } from '#libs/domain/account/state';
import { hasLapsed } from '#libs/domain/account/lapse-coupling';
import { type Means } from '#libs/domain/means/means';
import { couplesAgain, signInWithMeans } from '#libs/domain/sign-in/sign-in-with-means';
import { accountStreams } from '#libs/domain/streams';
import { type Origin } from '#libs/event-store/envelope';
import { amsterdamCalendar } from './amsterdam-calendar.js';
import { Commands } from './commands.js';
import { CoupleMeansAgain, type CoupleMeansAgainBody } from './couple-means-again.js';
import { Judged } from './judged.js';
import { LapseCoupling, type LapseCouplingBody } from './lapse-coupling.js';
import { type StatementReference } from './sessions.js';
import { door, holderOf, type SignInOutcome } from './sign-in-desk.js';
import { startedSession, statementWasUsed } from './statement-was-used.js';

/** §3.3. Who calls is nobody yet: the broker's statement is how people get in. */
export class SignInWithMeans {
  constructor(
    readonly means: Means,
    readonly statement: StatementReference,
    readonly origin: Origin,
  ) {}
}

@CommandHandler(SignInWithMeans)
export class SignInWithMeansHandler implements ICommandHandler<SignInWithMeans, SignInOutcome> {
  constructor(
    private readonly commands: Commands,
    private readonly commandBus: CommandBus,
  ) {}

  /** @throws TooMuchContention, and what the event store throws */
  async execute({ means, statement, origin }: SignInWithMeans): Promise<SignInOutcome> {
    const { journal, outside, reservations, sessions, signIns } = this.commands;
    const id = outside.newId();
    const judged = new Judged(journal, outside.now());
    const policy = await judged.policy();
    const account = (await reservations.holder('means', means.key)) ?? nobodys;
    const session = sessions.idFor(statement);
    const { state, events } = await judged.fold(accountStreams, account);
    // One that was used before the decoupling is no sign-in after it (EHK-08).
    const again = couplesAgain(state, means) && !(await statementWasUsed(session, events, journal));
    const coupling = { means, statement: session };
    const as = again ? await this.coupledAgain(account, coupling, judged, { id, origin }) : state;
    const outcome = await signIns.settle({
      id,
      name: 'sign-in-with-means',
      origin,
      account,
      as,
      method: 'eherkenning',
      session,
      policy,
      authority: judged.as('means'),
      decide: async (state, now) => {
        const wasUsed = await startedSession(session, journal);
        return signInWithMeans(
          {
            means,
            statementWasUsed: wasUsed,
            account: as,
            session,
            policy,
            calendar: amsterdamCalendar,
            now,
          },
          state,
        );
      },
    });
    if (outcome.outcome === 'refused' && outcome.violations.some(({ rule }) => rule === hasLapsed.rule))
      await this.recordLapse(account, { id, origin });
    return outcome;
  }

  /** EHK-05: who finds it lapsed is told so, and has it recorded at once. */
  private async recordLapse(
    account: string,
    { id, origin }: { readonly id: string; readonly origin: Origin },
  ): Promise<void> {
    const request = this.commands.request<LapseCouplingBody>({
      name: 'lapse-coupling',
      idempotencyKey: id,
      caller: door,
      origin,
      body: { account },
    });
    await this.commandBus.execute(new LapseCoupling(request));
  }

  /** EHK-08: signing in with the previous means couples it again first. */
  private async coupledAgain(
    account: string,
    body: CoupleMeansAgainBody,
    judged: Judged,
    { id, origin }: { readonly id: string; readonly origin: Origin },
  ): Promise<AccountState> {
    const request = this.commands.request<CoupleMeansAgainBody>({
      name: 'couple-means-again',
      idempotencyKey: id,
      caller: holderOf(account),
      origin,
      body,
    });
    await this.commandBus.execute(new CoupleMeansAgain(request));
    return (await judged.fold(accountStreams, account)).state;
  }
}

/** Stands in for the account of a means that is nobody's. */
const nobodys = 'unknown-means';
