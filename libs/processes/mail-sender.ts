import { type CommandBus } from '@nestjs/cqrs';
import { type CommandInput } from '#libs/commands/command-request';
import { type Commands } from '#libs/commands/commands';
import { GiveMailUp, type GiveMailUpBody } from '#libs/commands/give-mail-up';
import { type Receipt } from '#libs/commands/receipt';
import { RecordMailOutcome, type RecordMailOutcomeBody } from '#libs/commands/record-mail-outcome';
import { TryMail, type TryMailBody } from '#libs/commands/try-mail';
import { composeMail } from '#libs/correspondence/compose-mail';
import { type MailGateway } from '#libs/correspondence/mail';
import { type AccountEvent } from '#libs/domain/account/events';
import { type AccountState } from '#libs/domain/account/state';
import { type GiveUpReason, type MailEvent } from '#libs/domain/mail/events';
import { isOpen, type OpenMail } from '#libs/domain/mail/mail';
import { type RecordedOutcome } from '#libs/domain/mail/record-mail-outcome';
import { whyGivenUp } from '#libs/domain/mail/why-given-up';
import { accountStreams, mailStreams, signInStreams } from '#libs/domain/streams';
import { backOff, type Delay } from '#libs/event-store/back-off';
import { type Folded } from '#libs/journal/journal';
import { isPassing } from './engine/passing-fault.js';
import { processCaller } from './process-caller.js';
import { type WaitingMails } from './waiting-mails.js';

const name = 'send-mails';

/** Mails that are on their way at the same time. */
export const sideBySide = 4;
/** After what went wrong, or nobody knows about, in milliseconds. */
const lookedAtAgain = 60_000;

export interface MailSenderParts {
  readonly commands: Commands;
  readonly commandBus: CommandBus;
  readonly gateway: MailGateway;
  readonly waiting: WaitingMails;
  readonly delay: Delay;
  readonly onTrouble: (status: MailSenderStatus) => void;
}

export interface MailSenderStatus {
  readonly name: typeof name;
  /** `waiting`: there is mail, and when one was last to leave there was no answer; it is tried again every minute. */
  readonly state: 'running' | 'waiting';
  /** Why; never what is in a mail or to whom it goes. */
  readonly reason?: string;
}

type FoldedMail = Folded<OpenMail, MailEvent>;

/** A mail that may still leave, and the account whose it is. */
interface JudgedMail {
  readonly mail: FoldedMail;
  readonly account: Folded<AccountState, AccountEvent>;
}

/** Why mail waits where a mail server says nothing. */
const noAnswer = 'no answer';

/**
 * Sends the mails that wait, a few side by side, each as long as it takes: one that hangs holds up no other. What is true
 * of a mail stands in its own events, in which each attempt is recorded before it is made and what came of it after; so
 * that nothing leaves unseen, and nothing twice but where nobody can know (ACT-06). One of these runs for an installation
 * (architecture 18: one process a folder).
 */
export class MailSender {
  private readonly ending = new AbortController();
  /** Mails that are looked at or on their way, each with its end. */
  private readonly inHand = new Map<string, Promise<void>>();
  private clearing: Promise<void> | undefined;
  private trouble: MailSenderStatus | undefined;
  /** Until the next minute nothing is begun: nothing can be handed over. */
  private pausing = false;

  constructor(private readonly parts: MailSenderParts) {}

  /** Something may be due. While mail can't be handed over, that waits for `everyMinute`. */
  wake = (): void => {
    while (!this.pausing && !this.ending.signal.aborted && this.inHand.size < sideBySide) {
      const due = this.parts.waiting.dueAt(this.now(), this.inHand.size + 1);
      const next = due.find((mail) => !this.inHand.has(mail));
      if (next === undefined) return;
      void this.inHandOnce(next, (open) => this.sendIfDue(next, open))
        .then(this.wake)
        .catch((error: unknown) => this.note(nameOf(error)));
    }
  };

  /** What the minute timer does: first gives up what is needless, then tries what is due. Returns before it is done. */
  everyMinute(): void {
    this.clearing ??= this.giveUpNeedless()
      .then(() => {
        this.pausing = false;
        this.clearing = undefined;
        this.wake();
      })
      .catch((error: unknown) => {
        this.clearing = undefined;
        this.note(nameOf(error));
      });
  }

  status = (): MailSenderStatus =>
    this.trouble !== undefined && this.parts.waiting.count() > 0 ? this.trouble : { name, state: 'running' };

  /** When nothing is on its way that was due. */
  async idle(): Promise<void> {
    while (this.clearing !== undefined || this.inHand.size > 0)
      await Promise.all([this.clearing, ...this.inHand.values()]);
  }

  /** Begins nothing any more, and lets what is on its way end. */
  async close(): Promise<void> {
    this.ending.abort();
    await this.parts.gateway.close();
    await this.idle();
  }

  /** Architecture 11: a secret in a mail that expired or was voided goes, whether or not anything can be handed over. */
  private async giveUpNeedless(): Promise<void> {
    for (const mail of this.parts.waiting.perhapsNeedless(this.now()))
      if (!this.ending.signal.aborted && !this.inHand.has(mail)) await this.inHandOnce(mail);
  }

  /** Gives the mail up where it is needless, else sends it where that is asked; nobody else does meanwhile. Never fails. */
  private inHandOnce(mail: string, send?: (open: JudgedMail) => Promise<void>): Promise<void> {
    this.parts.waiting.take(mail);
    const done = this.judge(mail)
      .then((open) => (open === undefined ? undefined : send?.(open)))
      .catch((error: unknown) => {
        if (this.ending.signal.aborted) return;
        this.parts.waiting.giveBack(mail, this.now(lookedAtAgain));
        this.pausing ||= isPassing(error);
        this.note(nameOf(error));
      })
      .finally(() => this.inHand.delete(mail));
    this.inHand.set(mail, done);
    return done;
  }

  /** The mail that may still leave; nothing where it doesn't: it is given up then. */
  private async judge(id: string): Promise<JudgedMail | undefined> {
    const { commands, waiting } = this.parts;
    const mail = await commands.journal.fold(mailStreams, id);
    if (!isOpen(mail.state)) {
      waiting.remove(id);
      return undefined;
    }
    const open = { ...mail, state: mail.state };
    const account = await commands.journal.fold(accountStreams, open.state.asked.account);
    const cause = account.events.find(({ envelope }) => envelope.id === open.state.asked.cause)?.event;
    const { state: signIn } = await commands.journal.foldLast(signInStreams, open.state.asked.account);
    const judged = { account: account.state, cause, signInLapsesAt: signIn.couplingLapsesAt };
    const needless = whyGivenUp(open.state, judged, this.now());
    if (needless === undefined) return { mail: open, account };
    await this.giveUp(id, open, needless);
    return undefined;
  }

  private async sendIfDue(id: string, { mail, account }: JudgedMail): Promise<void> {
    const { gateway, waiting } = this.parts;
    const { triedAgainAt, asked } = mail.state;
    if (triedAgainAt !== undefined && triedAgainAt > this.now()) return waiting.putOff(id, triedAgainAt);
    const composed = composeMail(id, asked, account);
    if (composed === undefined) return this.giveUp(id, mail, 'unreadable');
    const outcome = await gateway.send(composed, () => this.recordAttempt(id, mail));
    switch (outcome.outcome) {
      case 'away':
        this.pausing = true;
        return this.note(outcome.reason);
      case 'unknown':
        waiting.putOff(id, this.now(lookedAtAgain));
        return this.note(noAnswer);
      default:
        await this.recordOutcome(id, mail, outcome);
        if (outcome.outcome === 'deferred' && outcome.reply === undefined) return this.note(noAnswer);
        this.trouble = undefined;
    }
  }

  /** With an id of its own every time: whoever's attempt is not recorded, sends nothing. */
  private async recordAttempt(mail: string, folded: FoldedMail): Promise<void> {
    const body: TryMailBody = { mail, by: this.parts.gateway.by };
    const receipt = await this.execute(TryMail, 'try-mail', body, folded);
    if (receipt.outcome !== 'applied') throw new MailTakenElsewhere();
  }

  /** What came of it is known here alone: it is recorded, however long the store is away. */
  private async recordOutcome(mail: string, folded: FoldedMail, outcome: RecordedOutcome): Promise<void> {
    const body: RecordMailOutcomeBody = { mail, outcome };
    await this.execute(RecordMailOutcome, 'record-mail-outcome', body, folded);
    if (outcome.outcome !== 'deferred') return this.parts.waiting.remove(mail);
    const { state } = await this.parts.commands.journal.fold(mailStreams, mail);
    this.parts.waiting.putOff(mail, state?.triedAgainAt ?? this.now(lookedAtAgain));
  }

  private async giveUp(mail: string, folded: FoldedMail, reason: GiveUpReason): Promise<void> {
    const body: GiveMailUpBody = { mail, reason };
    await this.execute(GiveMailUp, 'give-mail-up', body, folded);
    this.parts.waiting.remove(mail);
  }

  private async execute<Body>(
    Command: new (request: never) => object,
    command: string,
    body: Body,
    { events }: FoldedMail,
  ): Promise<Receipt> {
    const { commands, commandBus, delay } = this.parts;
    const { signal } = this.ending;
    const input: CommandInput<Body> = {
      name: command,
      idempotencyKey: commands.outside.newId(),
      caller: processCaller(name),
      origin: { channel: 'process' },
      body,
      ...causeIn(events),
    };
    const request = commands.request(input) as never;
    for (let failures = 1; ; failures += 1)
      try {
        return await commandBus.execute<object, Receipt>(new Command(request));
      } catch (error) {
        if (signal.aborted || !isPassing(error)) throw error;
        this.note(nameOf(error));
        await delay(backOff(failures), signal);
      }
  }

  /** For the operator, told when it begins. */
  private note(reason: string): void {
    if (this.status().reason === reason) return;
    this.trouble = { name, state: 'waiting', reason };
    this.parts.onTrouble(this.trouble);
  }

  /** @param plus milliseconds later */
  private now(plus = 0): string {
    return new Date(this.parts.commands.outside.now().getTime() + plus).toISOString();
  }
}

/** Another sender recorded the same attempt first; that one sends it. */
class MailTakenElsewhere extends Error {
  override readonly name = 'MailTakenElsewhere';
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');

/** The last event of the mail is what the next one follows from. */
function causeIn(events: FoldedMail['events']): Pick<CommandInput<unknown>, 'causedBy'> {
  const envelope = events.at(-1)?.envelope;
  return envelope === undefined
    ? {}
    : { causedBy: { correlation: envelope.correlation, causation: envelope.id } };
}
