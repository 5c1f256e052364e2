import { type MailAnswer } from '#libs/domain/mail/record-mail-outcome';
import { type ComposedMail, MailGateway, type MailOutcome, messageIdOf } from '../mail.js';
import { type MailSender, writeMessage } from '../write-message.js';
import { LeavingMessage } from './leaving-message.js';
import { replyOf, statusOf } from './server-reply.js';
import { type SmtpError, SmtpSession, type SmtpSettings } from './smtp-session.js';

export interface SmtpServerOptions extends MailSender, SmtpSettings {
  /** Address that bounces go to (the envelope's sender); by default `from`. */
  readonly bouncesTo?: string;
  /** Milliseconds that what is on its way gets to end when all closes. */
  readonly closesWithin?: number;
}

/** Milliseconds after which a connection that nobody uses is ended. */
const idleFor = 5_000;
/** Servers don't like to be asked for more over one connection. */
const mailsPerSession = 100;

/** Hands mail to a server by SMTP (RFC 5321), over a few connections that are used again. */
export class SmtpServer extends MailGateway {
  override readonly by = 'smtp';
  private readonly idle: SmtpSession[] = [];
  private readonly busy = new Set<SmtpSession>();

  constructor(private readonly options: SmtpServerOptions) {
    super();
  }

  override async send(mail: ComposedMail, leaving: () => Promise<void>): Promise<MailOutcome> {
    const message = await writeMessage(mail, this.options);
    for (;;) {
      const used = this.idle.pop();
      const session = used ?? new SmtpSession(this.options);
      this.busy.add(session);
      try {
        const outcome = await this.sendOver(session, mail, new LeavingMessage(message, leaving));
        // A server may close a connection that was idle just when it is used again: that is about no mail.
        if (outcome !== 'gone' || used === undefined)
          return outcome === 'gone' ? { outcome: 'deferred' } : outcome;
      } finally {
        this.busy.delete(session);
      }
    }
  }

  override async close(): Promise<void> {
    for (const session of this.idle.splice(0)) session.end();
    const { closesWithin = 10_000 } = this.options;
    const cutting = setTimeout(() => {
      for (const session of this.busy) session.cut();
    }, closesWithin);
    cutting.unref();
  }

  private async sendOver(
    session: SmtpSession,
    mail: ComposedMail,
    message: LeavingMessage,
  ): Promise<MailOutcome | 'gone'> {
    const { from, bouncesTo = from } = this.options;
    try {
      await session.open();
    } catch (error) {
      session.cut();
      return { outcome: 'away', reason: reasonOf(error as SmtpError) };
    }
    try {
      const response = await session.send(
        // RFC 3461: who bounces it names it by its id, and sends no code back.
        {
          from: bouncesTo,
          to: mail.to,
          dsn: { ret: 'HDRS', envid: mail.id, notify: 'FAILURE' },
        },
        message,
      );
      this.useAgain(session);
      return { outcome: 'sent', messageId: messageIdOf(mail.id, from), ...replyOf(response) };
    } catch (error) {
      session.cut();
      // What came of an attempt is judged after it was recorded, also where the connection died meanwhile.
      await message.stop();
      return outcomeOf(error as SmtpError, message);
    }
  }

  private useAgain(session: SmtpSession): void {
    if (session.mails >= mailsPerSession || session.isOver) return session.end();
    this.idle.push(session);
    session.whenIdleFor(idleFor, () => {
      const at = this.idle.indexOf(session);
      if (at >= 0) this.idle.splice(at, 1);
      session.end();
    });
  }
}

/** What an error says about the mail; `gone`: the connection was, before the mail was tried. */
function outcomeOf(error: SmtpError, message: LeavingMessage): MailOutcome | 'gone' {
  const { command, responseCode } = error;
  // Of nodemailer's own: an address that no server could take.
  if (responseCode === undefined && error.code === 'EENVELOPE') return { outcome: 'refused' };
  if (typeof responseCode !== 'number') {
    if (message.isOut) return { outcome: 'unknown' };
    return message.isBegun ? { outcome: 'deferred' } : 'gone';
  }
  // Who may send is between the operator and the server: no mail is refused for it.
  if (command === 'MAIL FROM' && responseCode >= 500) return { outcome: 'away', reason: reasonOf(error) };
  const answer = { reply: responseCode, ...statusOf(error.response) };
  const forGood = responseCode >= 500 && !(command === 'RCPT TO' && isAboutUs(answer));
  return { outcome: forGood ? 'refused' : 'deferred', ...answer };
}

/**
 * That we don't sign in (530, 535: RFC 4954) or may not send there (X.7.X, security or policy: RFC 3463) says nothing of the
 * recipient, and the operator can mend it: it is no reason to hold that nobody gets the mail. It isn't `away` either, for
 * a server may say it of one recipient alone.
 */
const isAboutUs = ({ reply, status = '' }: MailAnswer): boolean =>
  reply === 530 || reply === 535 || /^\d\.7\./.test(status);

/** For the operator: what kind of trouble, and the server's code; no word of the server, which may hold an address. */
const reasonOf = ({ code = 'unknown error', originalCode, command, responseCode }: SmtpError): string =>
  [code, originalCode, command, typeof responseCode === 'number' ? String(responseCode) : undefined]
    .filter((part) => part !== undefined)
    .join(' ');
