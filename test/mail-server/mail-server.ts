import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';

/** What the server took, and answered for or not. */
export interface TakenMail {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  /** RFC 3461. */
  readonly envelopeId: string | undefined;
  readonly secure: boolean;
  readonly source: string;
}

/** Where a mail is: its recipient named, its bytes taken and not answered for yet. */
export type Step = 'named' | 'taken';
/** `take` it, answer with a code and words, or `cut` the connection. */
export type Verdict = 'take' | 'cut' | { readonly code: number; readonly words: string };
export type Judge = (step: Step, to: string) => Verdict | Promise<Verdict>;

/** `implicit`: TLS from the first byte. */
export type ServedTls = 'starttls' | 'implicit' | 'none';

/** A real SMTP server that does with each mail what the test wants. */
export class MailServer {
  /** Every mail whose last byte it took, also where no answer followed. */
  readonly taken: TakenMail[] = [];
  judge: Judge = () => 'take';
  private readonly sockets = new Map<number, Socket>();
  private server: SMTPServer;
  private port = portOfItsOwn();

  private constructor(
    readonly certificate: string,
    private readonly key: string,
    private readonly tls: ServedTls,
  ) {
    this.server = this.newServer();
  }

  static async start(tls: ServedTls = 'starttls'): Promise<MailServer> {
    const { certificate, key } = makeCertificate();
    const server = new MailServer(certificate, key, tls);
    while (!(await server.listen())) server.port = portOfItsOwn();
    return server;
  }

  /** For a program: its settings. */
  get url(): string {
    return `${this.tls === 'implicit' ? 'smtps' : 'smtp'}://portaal:geheim@localhost:${this.port}`;
  }

  /** For a gateway. */
  get settings() {
    return {
      host: 'localhost',
      port: this.port,
      tls: this.tls,
      user: 'portaal',
      password: 'geheim',
      ca: this.certificate,
    };
  }

  /** Away: nothing answers at its port. */
  async stop(): Promise<void> {
    for (const socket of this.sockets.values()) socket.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Back, at the same port. */
  async comeBack(): Promise<void> {
    this.server = this.newServer();
    if (!(await this.listen())) throw new Error(`Somebody else is at port ${this.port}.`);
  }

  private newServer(): SMTPServer {
    const server = new SMTPServer({
      ...(this.tls === 'none' ? { hideSTARTTLS: true } : { key: this.key, cert: this.certificate }),
      secure: this.tls === 'implicit',
      hideDSN: false,
      logger: false,
      onAuth: ({ username, password }, _session, done) =>
        username === 'portaal' && password === 'geheim'
          ? done(null, { user: username })
          : done(new Error('No such user.')),
      onRcptTo: ({ address }, session, done) => void this.follow('named', address, session, done),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const [recipient] = session.envelope.rcptTo;
          const { mailFrom } = session.envelope;
          const source = Buffer.concat(chunks).toString('utf8');
          const to = recipient?.address ?? '';
          this.taken.push({
            messageId: /^Message-ID: (\S+)/im.exec(source)?.[1] ?? '',
            from: mailFrom === false ? '' : mailFrom.address,
            to,
            envelopeId: session.envelope.dsn?.envid ?? undefined,
            secure: session.secure,
            source,
          });
          void this.follow('taken', to, session, done);
        });
      },
    });
    // A connection that is cut is meant.
    server.on('error', () => undefined);
    (server as unknown as { readonly server: Server }).server.on('connection', (socket) => {
      const { remotePort = 0 } = socket;
      this.sockets.set(remotePort, socket);
      socket.once('close', () => this.sockets.delete(remotePort));
    });
    return server;
  }

  private async follow(
    step: Step,
    to: string,
    { remotePort }: SMTPServerSession,
    done: (error?: Error | null) => void,
  ): Promise<void> {
    const verdict = await this.judge(step, to);
    if (verdict === 'take') return done();
    if (verdict === 'cut') {
      // It is not held to be taken when it was cut off before its bytes came.
      this.sockets.get(remotePort)?.destroy();
      return;
    }
    if (step === 'taken')
      this.taken.splice(
        this.taken.findLastIndex((mail) => mail.to === to),
        1,
      );
    done(Object.assign(new Error(verdict.words), { responseCode: verdict.code }));
  }

  /** @returns whether it could: not where another listens at its port */
  private listen(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      this.server.listen(this.port, '127.0.0.1', () => resolve(true));
    });
  }
}

/** Below those that the system gives to whoever asks for any: while the server is away, nobody is given its port. */
const portOfItsOwn = (): number => randomInt(10_000, 30_000);

/** A certificate for localhost that nobody else believes. */
export function makeCertificate(): { readonly certificate: string; readonly key: string } {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...subject, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  try {
    return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
