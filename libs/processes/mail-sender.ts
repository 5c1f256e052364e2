import { type CommandBus } from '@nestjs/cqrs';
import { type CommandInput } from '#libs/commands/command-request';
import { type Commands } from '#libs/commands/commands';
import { GiveMailUp, type GiveMailUpBody } from '#libs/commands/give-mail-up';
import { type Receipt } from '#libs/commands/receipt';
import { RecordMailOutcome, type RecordMailOutcomeBody } from '#libs/commands/record-mail-outcome';
import { TryMail, type TryMailBody } from '#libs/commands/try-mail';
import { composeMail } from '#libs/correspondence/compose-mail';
import { type MailGateway } from '#libs/correspondence/mail';
import { type GiveUpReason, type MailEvent } from '#libs/domain/mail/events';
import { isOpen, type OpenMail } from '#libs/domain/mail/mail';
import { type RecordedOutcome } from '#libs/domain/mail/record-mail-outcome';
import { whyGivenUp } from '#libs/domain/mail/why-given-up';
import { accountStreams, mailStreams } from '#libs/domain/streams';
import { backOff, type Delay } from '#libs/event-store/back-off';
import { type Folded } from '#libs/journal/journal';
import { isPassing } from './engine/passing-fault.js';
import { processCaller } from './process-caller.js';
import { type WaitingMails } from './waiting-mails.js';

const name = 'send-mails';

/** Mails that are on their way at the same time. */
export const sideBySide = 4;
/** Mails that are looked at before the table is asked again. */
const perRound = 100;
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
  /** `waiting`: mail can't be handed over; it is tried again every minute. */
  readonly state: 'running' | 'waiting';
  /** Why; never what is in a mail or to whom it goes. */
  readonly reason?: string;
}

type FoldedMail = Folded<OpenMail, MailEvent>;

/**
 * Sends the mails that wait, a few side by side. What is true of a mail stands in its own events, in which each attempt is
 * recorded before it is made and what came of it after; so that nothing leaves unseen, and nothing twice but where
 * nobody can know (ACT-06). One of these runs for an installation (architecture 18: one process a folder).
 */
export class MailSender {
  private readonly ending = new AbortController();
  private working: Promise<void> | undefined;
  private wanted = false;
  private trouble: MailSenderStatus | undefined;

  constructor(private readonly parts: MailSenderParts) {}

  /** Something may be due. While mail can't be handed over, that waits for `everyMinute`. */
  wake = (): void => {
    if (this.trouble !== undefined || this.ending.signal.aborted) return;
    this.wanted = true;
    this.working ??= this.work()
      .catch((error: unknown) => this.meet(nameOf(error)))
      .finally(() => {
        this.working = undefined;
        if (this.wanted) this.wake();
      });
  };

  /** What the minute timer does: tries what is due, also after trouble. Returns before it is done. */
  everyMinute(): void {
    this.trouble = undefined;
    this.wake();
  }

  status = (): MailSenderStatus => this.trouble ?? { name, state: 'running' };

  /** When nothing is on its way that was due. */
  async idle(): Promise<void> {
    while (this.working !== undefined) await this.working;
  }

  /** Begins nothing any more, and lets what is on its way end. */
  async close(): Promise<void> {
    this.ending.abort();
    await this.parts.gateway.close();
    await this.idle();
  }

  private async work(): Promise<void> {
    while (this.wanted && this.goesOn()) {
      this.wanted = false;
      const due = this.parts.waiting.dueAt(this.now(), perRound);
      const left = [...due];
      await Promise.all(Array.from({ length: sideBySide }, () => this.sendFrom(left)));
      if (due.length === perRound) this.wanted = true;
    }
  }

  private async sendFrom(left: string[]): Promise<void> {
    for (let mail = left.shift(); mail !== undefined && this.goesOn(); mail = left.shift())
      try {
        await this.sendIfDue(mail);
      } catch (error) {
        if (this.ending.signal.aborted) return;
        this.parts.waiting.putOff(mail, this.now(lookedAtAgain));
        this.meet(nameOf(error));
      }
  }

  private goesOn(): boolean {
    return this.trouble === undefined && !this.ending.signal.aborted;
  }

  private async sendIfDue(id: string): Promise<void> {
    const { commands, waiting } = this.parts;
    const folded = await commands.journal.fold(mailStreams, id);
    const { state: mail } = folded;
    if (!isOpen(mail)) return waiting.remove(id);
    const account = await commands.journal.fold(accountStreams, mail.asked.account);
    const cause = account.events.find(({ envelope }) => envelope.id === mail.asked.cause)?.event;
    const open = { ...folded, state: mail };
    const needless = whyGivenUp(mail, { account: account.state, cause }, this.now());
    if (needless !== undefined) return this.giveUp(id, open, needless);
    if (mail.triedAgainAt !== undefined && mail.triedAgainAt > this.now())
      return waiting.putOff(id, mail.triedAgainAt);
    const composed = composeMail(id, mail.asked, account.events);
    if (composed === undefined) return this.giveUp(id, open, 'unreadable');
    const outcome = await this.parts.gateway.send(composed, () => this.recordAttempt(id, open));
    switch (outcome.outcome) {
      case 'away':
        return this.meet(outcome.reason);
      case 'unknown':
        return waiting.putOff(id, this.now(lookedAtAgain));
      default:
        return this.recordOutcome(id, open, outcome);
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
    const { commands, commandBus, delay, onTrouble } = this.parts;
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
        onTrouble({ name, state: 'waiting', reason: nameOf(error) });
        await delay(backOff(failures), signal);
      }
  }

  private meet(reason: string): void {
    if (this.trouble !== undefined) return;
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
