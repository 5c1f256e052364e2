import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { type ComposedMail, MailGateway, type MailOutcome, messageIdOf } from './mail.js';
import { type MailSender, writeMessage } from './write-message.js';

export interface MailFolderOptions extends MailSender {
  /** Folder that the `.eml` files are written to. */
  readonly folder: string;
}

/** Embedded default: every mail is a file (RFC 5322) that any mail program opens. Sent again it is the same file. */
export class MailFolder extends MailGateway {
  override readonly by = 'file';

  constructor(private readonly options: MailFolderOptions) {
    super();
  }

  override async send(mail: ComposedMail, leaving: () => Promise<void>): Promise<MailOutcome> {
    const message = await writeMessage(mail, this.options);
    await leaving();
    try {
      await this.write(`${mail.id}.eml`, message);
      return { outcome: 'sent', messageId: messageIdOf(mail.id, this.options.from) };
    } catch (error) {
      if (isFileError(error)) return { outcome: 'away', reason: error.code };
      throw error;
    }
  }

  override async close(): Promise<void> {}

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
const isFileError = (error: unknown): error is { readonly code: string } =>
  typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error;
