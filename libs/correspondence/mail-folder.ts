import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ComposedMail, MailGateway, type MailOutcome, messageIdOf } from './mail.js';
import { type MailSender, writeMessage } from './write-message.js';
import { unfinished, writeWhole } from './write-whole.js';

export interface MailFolderOptions extends MailSender {
  /** Folder that the `.eml` files are written to. */
  readonly folder: string;
}

/** Embedded default: every mail is a file (RFC 5322) that any mail program opens. Sent again it is the same file. */
export class MailFolder extends MailGateway {
  override readonly by = 'file';

  constructor(private readonly options: MailFolderOptions) {
    super();
    removeUnfinished(options.folder);
  }

  override async send(mail: ComposedMail, leaving: () => Promise<void>): Promise<MailOutcome> {
    const { folder, from } = this.options;
    const message = await writeMessage(mail, this.options);
    try {
      await writeWhole(folder, `${mail.id}.eml`, message, leaving);
      return { outcome: 'sent', messageId: messageIdOf(mail.id, from) };
    } catch (error) {
      if (isFileError(error)) return { outcome: 'away', reason: error.code };
      throw error;
    }
  }

  override async close(): Promise<void> {}
}

/** AVG-03: a program that was killed while it wrote left a code that can be read. A folder that can't be read holds none of ours. */
function removeUnfinished(folder: string): void {
  try {
    for (const name of readdirSync(folder))
      if (name.endsWith(unfinished)) rmSync(join(folder, name), { force: true });
  } catch (error) {
    if (!isFileError(error)) throw error;
  }
}

/** Of the file system's, as against a fault of ours. */
const isFileError = (error: unknown): error is { readonly code: string } =>
  typeof error === 'object' && error !== null && 'syscall' in error && 'code' in error;
