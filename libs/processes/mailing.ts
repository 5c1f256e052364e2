import { type KeyStore } from '#libs/privacy/key-store';
import { askForMails } from './ask-for-mails.js';
import { type Process } from './engine/process.js';
import { followMails } from './follow-mails.js';
import { MailSender, type MailSenderParts } from './mail-sender.js';
import { tellAccountsOfMails } from './tell-accounts-of-mails.js';
import { WaitingMails } from './waiting-mails.js';

/** Everything that mail takes: event → asked for → sent → recorded. */
export class Mailing {
  readonly sender: MailSender;
  readonly processes: readonly Process[];
  private readonly waiting: WaitingMails;

  /** @param file of the processes */
  constructor(file: string, keys: KeyStore, parts: Omit<MailSenderParts, 'waiting'>) {
    const { commands, commandBus } = parts;
    this.waiting = new WaitingMails(file);
    this.sender = new MailSender({ ...parts, waiting: this.waiting });
    this.processes = [
      askForMails(commands, commandBus),
      followMails(this.waiting, this.sender.wake),
      tellAccountsOfMails(commands, commandBus, keys),
    ];
  }

  /** How many mails wait to leave. */
  get waits(): number {
    return this.waiting.count();
  }

  /** First the processes are closed, which may wake the sender. */
  async close(): Promise<void> {
    await this.sender.close();
    this.waiting.close();
  }
}
