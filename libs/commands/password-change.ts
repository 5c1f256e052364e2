import { changePassword, passwordOf } from '#libs/domain/account/change-password';
import { type AccountEvent } from '#libs/domain/account/events';
import { evolveAccount } from '#libs/domain/account/evolve';
import { type Account, type AccountState } from '#libs/domain/account/state';
import { type Policy } from '#libs/domain/policy/policy';
import { refused, type Violation } from '#libs/domain/rules';
import { isInForce, sessionIsOver } from '#libs/domain/session/session';
import { accountStreams, sessionStreams } from '#libs/domain/streams';
import { type Act } from '#libs/journal/journal';
import { actOf } from './act-of.js';
import { amsterdamCalendar } from './amsterdam-calendar.js';
import { type CommandRequest } from './command-request.js';
import { type Judgement } from './command-runner.js';
import { type Commands } from './commands.js';
import { Judged } from './judged.js';
import { type ComparedPasswords } from './passwords.js';

export interface PasswordChangeBody {
  /** The caller's own. */
  readonly account: string;
}

/** One run of the command that changes a password. Hashes take work: they are worked out once, however often it is decided anew. */
export class PasswordChange {
  /** The account as the change left it, and the act; absent while there is none. */
  made: { readonly account: Account; readonly act: Act } | undefined;
  private tried: Promise<readonly Violation[]> | undefined;

  private constructor(
    private readonly commands: Commands,
    private readonly request: CommandRequest<PasswordChangeBody>,
    private readonly compared: ComparedPasswords,
    /** Of the new password. */
    readonly digest: string,
  ) {}

  static async compared(
    commands: Commands,
    request: CommandRequest<PasswordChangeBody>,
  ): Promise<PasswordChange> {
    const { journal, passwords } = commands;
    if (request.passwords === undefined) throw new Error('A change of password comes with what was typed.');
    const { state } = await journal.fold(accountStreams, request.body.account);
    const compared = await passwords.compare(request.passwords, passwordOf(state));
    // Also where it won't be used: how long it takes would tell whether the current one was right (LOG-02).
    const digest = await passwords.digest(request.passwords.next);
    return new PasswordChange(commands, request, compared, digest);
  }

  async decide(state: AccountState, at: Date): Promise<Judgement<AccountEvent>> {
    const judged = new Judged(this.commands.journal, at);
    const policy = await judged.policy();
    const isOver = !(await this.isInSession(judged, state));
    const judgement = { authority: judged.as('session'), policy: policy.version };
    if (isOver) return { ...judgement, decision: refused(sessionIsOver) };

    const act = actOf(this.request, judgement, at);
    const tried = passwordOf(state) === undefined ? [] : await this.tryOnce(policy, act);
    if (tried.length > 0) return { ...judgement, decision: refused(...tried) };

    const { compared, digest } = this;
    const decision = changePassword(
      { ...compared, digest, policy, calendar: amsterdamCalendar, now: act.time },
      state,
    );
    const account = decision.events.reduce(evolveAccount, state);
    this.made = account.state === 'living' ? { account, act } : undefined;
    return { ...judgement, decision };
  }

  /** What was compared is the password of now: another one would have ended the session (architecture 4). */
  private async isInSession(judged: Judged, account: AccountState): Promise<boolean> {
    const { caller } = this.request;
    const { state: session } = await judged.fold(sessionStreams, caller.session?.id ?? 'none');
    return (
      session?.account === this.request.body.account &&
      isInForce(session, session.digest, account, judged.now.toISOString())
    );
  }

  /** LOG-02: a wrong one counts once, however often the command is decided anew. */
  private tryOnce(policy: Policy, act: Act): Promise<readonly Violation[]> {
    this.tried ??= this.commands.signIns.tryPassword(
      this.request.body.account,
      this.compared.currentIsRight,
      policy,
      act,
    );
    return this.tried;
  }
}
