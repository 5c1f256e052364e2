import { type ComposedMail, MailGateway, type MailOutcome } from '#libs/correspondence/mail';
import { MailFolder } from '#libs/correspondence/mail-folder';

/** One sending of a mail. */
export interface Sending {
  readonly mail: string;
  /** The life of the program in which it was; the first is 0. */
  readonly life: number;
}

/** The folder of mails, and every sending that went out to it; it outlives the program that sends. */
export class CountedMails extends MailGateway {
  override readonly by = 'file';
  readonly sendings: Sending[] = [];
  private readonly folder: MailFolder;

  /** @param life which life of the program this is */
  constructor(
    folder: string,
    now: () => Date,
    private readonly life: () => number,
  ) {
    super();
    this.folder = new MailFolder({ folder, from: 'no-reply@portaal.example', now });
  }

  override send(mail: ComposedMail, leaving: () => Promise<void>): Promise<MailOutcome> {
    return this.folder.send(mail, async () => {
      await leaving();
      this.sendings.push({ mail: mail.id, life: this.life() });
    });
  }

  override close = (): Promise<void> => this.folder.close();
}
