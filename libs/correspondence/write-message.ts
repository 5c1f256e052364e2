import MailComposer from 'nodemailer/lib/mail-composer';
import { type ComposedMail, messageIdOf } from './mail.js';

/** Who it comes from, and when. */
export interface MailSender {
  /** Address that the mail comes from. */
  readonly from: string;
  readonly now: () => Date;
}

/** The mail as it goes over the line or into a file: RFC 5322, text and HTML. */
export const writeMessage = (mail: ComposedMail, { from, now }: MailSender): Promise<Buffer> =>
  new MailComposer({
    from: { name: 'Mijn DUO', address: from },
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: messageIdOf(mail.id, from),
    date: now(),
    newline: 'windows',
    // RFC 3834: no out-of-office answers.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  })
    .compile()
    .build();
