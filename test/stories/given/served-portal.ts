import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type RunningServer, startServer } from '../../../apps/api/start-server.js';
import { type CallerKind } from '#libs/access/caller';
import { embeddedTokenIssuer } from '#libs/access/tokens/bearer-tokens';
import { issueToken } from '#libs/access/tokens/issue-token';
import { trustIssuer } from '#libs/access/tokens/trusted-issuer';
import { Commands } from '#libs/commands/commands';
import { loadConfiguration } from '#libs/configuration/load-configuration';
import { type AnyEvent } from '#libs/domain/catalogue';
import { type Journal, type RecordedEvent } from '#libs/journal/journal';
import { allHandled } from './all-handled.js';
import { idFor } from './people.js';
import { TestOutside } from './outside.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The whole program, over HTTP, with a clock that is moved. */
export class ServedPortal {
  private keys = 0;

  private constructor(
    readonly outside: TestOutside,
    private readonly directory: string,
    private readonly server: RunningServer,
  ) {}

  static async open(outside = new TestOutside()): Promise<ServedPortal> {
    const directory = mkdtempSync(join(tmpdir(), 'served-'));
    const configuration = loadConfiguration({ DATA_DIR: directory, PORT: '0' });
    if ('problems' in configuration) throw new Error(configuration.problems.join('\n'));
    const server = await startServer(configuration, outside, pino({ level: 'silent' }), '0.0.0');
    return new ServedPortal(outside, directory, server);
  }

  get installation() {
    return this.server.installation;
  }

  get journal(): Journal {
    return this.installation.commands.journal;
  }

  /** @param more headers beside those of every JSON request */
  post(path: string, body: object, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
    this.keys += 1;
    return this.send(path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': idFor(`key ${this.keys}`),
        ...more,
      },
      body: JSON.stringify(body),
    });
  }

  get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    this.send(path, { headers });

  ask = (path: string, init: RequestInit): Promise<Response> => fetch(`${this.server.url}/v1${path}`, init);

  async send(path: string, init: RequestInit): Promise<Answer> {
    const response = await this.ask(path, init);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: JSON.parse(text) as object,
    } as Answer;
  }

  /** As an application has it that acts for the holder of the account, or one that calls for itself. */
  async tokenFor(subject: string, kind: CallerKind = 'person'): Promise<string> {
    const { tokens, dataDirectory } = this.installation.configuration;
    const issuer = await trustIssuer(tokens, embeddedTokenIssuer(dataDirectory));
    const now = this.outside.now();
    return issueToken(issuer, { kind, subject, now, jti: this.outside.newId() });
  }

  /** What happened before the story begins, or aside from it. */
  async happened(stream: string, ...events: readonly AnyEvent[]): Promise<void> {
    const last = (await this.journal.read(stream)).at(-1);
    const head = last === undefined ? 'none' : { revision: last.envelope.revision, hash: last.hash };
    const id = this.outside.newId();
    await this.journal.append(
      { stream, head, events },
      {
        command: { id, name: 'given', fingerprint: '' },
        correlation: id,
        causation: id,
        actor: { kind: 'process', id: 'given' },
        authority: { basis: 'given', judged: [] },
        origin: { channel: 'process' },
        policy: null,
        time: this.outside.now().toISOString(),
      },
    );
  }

  /** After everything that has happened: for a query that must have seen it. */
  async position(): Promise<string> {
    return String(await this.journal.store.head());
  }

  /** When nothing goes on in the background any more. */
  allHandled(): Promise<void> {
    return allHandled(this.journal.store, this.installation.background);
  }

  /** Another program on the same store and keys: it shares no queue and no memory with this one. */
  beside(journal: Journal = this.journal): Promise<Commands> {
    const { stores, commands } = this.installation;
    return Commands.open(journal, stores.keys, this.outside, commands.administratorsOf);
  }

  async eventsOf(stream: string): Promise<readonly RecordedEvent[]> {
    return this.journal.read(stream);
  }

  async typesOf(stream: string): Promise<readonly string[]> {
    return (await this.eventsOf(stream)).map(({ event }) => event.type);
  }

  async close(): Promise<void> {
    await this.server.close();
    rmSync(this.directory, { recursive: true });
  }
}
