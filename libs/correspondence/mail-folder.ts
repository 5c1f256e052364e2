import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type Mail, MailGateway, type MailOutcome } from './mail.js';

export interface MailFolderOptions {
  /** Folder that the `.eml` files are written to. */
  readonly folder: string;
  /** Address that the mail comes from. */
  readonly from: string;
  readonly now: () => Date;
}

/** Embedded default: every mail is a file (RFC 5322) that any mail program opens. */
export class MailFolder extends MailGateway {
  private readonly transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

  constructor(private readonly options: MailFolderOptions) {
    super();
  }

  async send(mail: Mail): Promise<MailOutcome> {
    const messageId = `<${mail.id}@${this.options.from.split('@').at(-1) ?? 'localhost'}>`;
    const { message } = await this.transport.sendMail({
      from: { name: 'Mijn DUO', address: this.options.from },
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId,
      date: this.options.now(),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    try {
      await this.write(`${mail.id}.eml`, message as Buffer);
      return { left: true, messageId };
    } catch (error) {
      if (isFileError(error)) return { left: false };
      throw error;
    }
  }

  /** Whole or not at all: a mail that can be seen can be read to its end. */
  private async write(name: string, bytes: Buffer): Promise<void> {
    await mkdir(this.options.folder, { recursive: true, mode: 0o700 });
    const unfinished = join(this.options.folder, `.${name}.unfinished`);
    const file = await open(unfinished, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, join(this.options.folder, name));
  }
}

/** Of the file system's, as against a fault of ours. */
const isFileError = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'syscall' in error;
