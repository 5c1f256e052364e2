import { type ConnectionOptions } from 'node:tls';
import SMTPConnection, { type SMTPConnectionEnvelopeInfo } from 'nodemailer/lib/smtp-connection';
import { type LeavingMessage } from './leaving-message.js';

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `implicit`: TLS from the first byte. `starttls`: the server must offer it. `none`: plain text. */
  readonly tls: 'implicit' | 'starttls' | 'none';
  readonly user?: string;
  readonly password?: string;
  /** PEM: authorities that are believed instead of those that Node comes with. */
  readonly ca?: string;
  readonly timeouts?: SmtpTimeouts;
}

/** Milliseconds. `silence`: how long a server may say nothing. */
export interface SmtpTimeouts {
  readonly connect: number;
  readonly greeting: number;
  readonly silence: number;
}

/**
 * RFC 5321, 4.5.3.2, advises 5 minutes for a greeting, 5 for MAIL and RCPT, 10 for the answer to a mail. A code is to leave
 * within minutes (ACT-06) and the server is the operator's own: it gets less. What it took and didn't answer for in time
 * goes once more, with the same Message-ID.
 */
const patience: SmtpTimeouts = { connect: 10_000, greeting: 30_000, silence: 60_000 };

/** What goes wrong: kind, the command that it went wrong at, and what the server said, if anything. */
export interface SmtpError extends Error {
  readonly code?: string | undefined;
  /** Of the system or of TLS, where that is why. */
  readonly originalCode?: string | undefined;
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | false | undefined;
}

type Envelope = Parameters<SMTPConnection['send']>[0];

/** One connection to the server, from greeting to end. */
export class SmtpSession {
  /** Sent over it. */
  mails = 0;
  isOver = false;
  private readonly connection: SMTPConnection;
  private opening: Promise<void> | undefined;
  private idleTimer: NodeJS.Timeout | undefined;
  private fail: (error: SmtpError) => void = () => undefined;

  constructor(private readonly settings: SmtpSettings) {
    const { host, port, tls, timeouts = patience } = settings;
    this.connection = new SMTPConnection({
      host,
      port,
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      tls: tlsOptions(settings),
      connectionTimeout: timeouts.connect,
      greetingTimeout: timeouts.greeting,
      socketTimeout: timeouts.silence,
    });
    this.connection.on('error', (error: SmtpError) => this.over(error));
    this.connection.on('end', () => this.over(new Error('The connection ended.')));
  }

  /** Connects and signs in, once. @throws SmtpError */
  open(): Promise<void> {
    clearTimeout(this.idleTimer);
    return (this.opening ??= this.begin());
  }

  /** @returns the server's reply @throws SmtpError */
  async send(envelope: Envelope, message: LeavingMessage): Promise<string> {
    const { response } = await this.unlessOver<SMTPConnectionEnvelopeInfo & { readonly response: string }>(
      (done) => this.connection.send(envelope, message, done),
    );
    this.mails += 1;
    return response;
  }

  /** @param milliseconds from now */
  whenIdleFor(milliseconds: number, act: () => void): void {
    this.idleTimer = setTimeout(act, milliseconds);
    this.idleTimer.unref();
  }

  /** Says goodbye. */
  end(): void {
    clearTimeout(this.idleTimer);
    if (!this.isOver) this.connection.quit();
    this.isOver = true;
  }

  /** Hangs up. */
  cut(): void {
    clearTimeout(this.idleTimer);
    this.connection.close();
  }

  private async begin(): Promise<void> {
    await this.unlessOver<void>((done) => this.connection.connect(() => done(null, undefined)));
    const { user, password } = this.settings;
    if (user !== undefined && password !== undefined)
      await this.unlessOver<unknown>((done) =>
        this.connection.login({ user, pass: password }, (error) => done(error, undefined)),
      );
  }

  /** The connection's own end counts as an answer: nothing waits for ever. */
  private unlessOver<T>(
    act: (done: (error: SmtpError | null | undefined, value: T) => void) => void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.isOver) return reject(new Error('The connection is over.'));
      this.fail = reject;
      act((error, value) => (error ? reject(error) : resolve(value)));
    });
  }

  private over(error: SmtpError): void {
    this.isOver = true;
    this.fail(error);
  }
}

const tlsOptions = ({ ca }: SmtpSettings): ConnectionOptions => ({
  minVersion: 'TLSv1.2',
  ...(ca === undefined ? {} : { ca }),
});
