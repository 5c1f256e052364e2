import { setTimeout } from 'node:timers/promises';
import { type CallerKind } from '#libs/access/caller';
import { issueMeansStatement } from '#libs/access/means-statement/issue-means-statement';
import { embeddedMeansIssuer } from '#libs/access/means-statement/jwt-means-statements';
import { embeddedTokenIssuer } from '#libs/access/tokens/bearer-tokens';
import { issueToken, type TokenRequest } from '#libs/access/tokens/issue-token';
import { type TrustedIssuer, trustIssuer } from '#libs/access/tokens/trusted-issuer';
import { type AssuranceLevel } from '#libs/domain/means/assurance-level';
import { type RunningProgram } from './server.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as it came, for what isn't text. */
  readonly bytes: Buffer;
  /** The body as JSON; `undefined` where it isn't. */
  readonly body: unknown;
}

export interface CommandOptions {
  /** `Idempotency-Key`; by default the next one. */
  readonly key?: string;
  readonly ifMatch?: string;
}

export interface Means {
  readonly pseudonym: string;
  readonly legalSubject?: string;
  readonly level?: AssuranceLevel;
  readonly serviceMandates?: readonly string[];
}

export const service = 'urn:autorisatiebeheer:service:mijn-duo-zakelijk';
const audience = 'autorisatiebeheer';

/** Milliseconds in which what a process does must have come, on a busy machine, and between two looks. */
const patience = 40_000;
const between = 25;

/**
 * What comes in its own time from the program, which is another process: looked for until it is there.
 *
 * @param what that is waited for, for who reads that it didn't come
 * @throws Error when it doesn't come in time
 */
export async function until<T>(look: () => Promise<T | false | undefined>, what: string): Promise<T> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await setTimeout(between)) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
  }
  throw new Error(`In ${patience} ms there was not: ${what}.`);
}

/** Calls the API with fetch, as the program of another party does. */
export class Client {
  private keys = 0;
  private tokens = 0;

  private constructor(
    readonly program: RunningProgram,
    private readonly tokenIssuer: TrustedIssuer,
    private readonly meansIssuer: TrustedIssuer,
  ) {}

  static async of(program: RunningProgram): Promise<Client> {
    const { dataDirectory } = program;
    return new Client(
      program,
      await trustIssuer({ audience }, embeddedTokenIssuer(dataDirectory)),
      await trustIssuer({ audience }, embeddedMeansIssuer(dataDirectory)),
    );
  }

  /** The same keys in every run. */
  nextKey = (): string => `0195e6a0-0000-7000-8000-${String((this.keys += 1)).padStart(12, '0')}`;

  token(kind: CallerKind, subject: string = kind, more: Partial<TokenRequest> = {}): Promise<string> {
    const jti = `token-${(this.tokens += 1)}`;
    return issueToken(this.tokenIssuer, { kind, subject, now: new Date(), jti, ...more });
  }

  /** With a new token for each call, as the issuer of short-lived ones gives them. */
  async as(kind: CallerKind, subject: string = kind, name?: string): Promise<SignedIn> {
    const issue = (): Promise<string> => this.token(kind, subject, name === undefined ? {} : { name });
    return new SignedIn(this, await issue(), issue);
  }

  /** Who holds this token. */
  holding = (token: string): SignedIn => new SignedIn(this, token);

  statement({
    pseudonym,
    legalSubject = 'KvK:12345678',
    level = 'loa3',
    serviceMandates = [service],
  }: Means): Promise<string> {
    const jti = `statement-${(this.tokens += 1)}`;
    return issueMeansStatement(this.meansIssuer, {
      pseudonym,
      legalSubject,
      level,
      serviceMandates,
      now: new Date(),
      jti,
    });
  }

  async send(path: string, init: RequestInit): Promise<Answer> {
    const response = await fetch(`${this.program.url}${path}`, init);
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString();
    return { status: response.status, headers: response.headers, text, bytes, body: json(text) };
  }
}

/** One caller. */
export class SignedIn {
  /** @param nextToken for each call; by default the same */
  constructor(
    readonly client: Client,
    readonly token: string,
    private readonly nextToken: () => Promise<string> = async () => token,
  ) {}

  command(path: string, body: unknown, options: CommandOptions = {}): Promise<Answer> {
    return this.post(path, JSON.stringify(body), {
      'Idempotency-Key': options.key ?? this.client.nextKey(),
      ...(options.ifMatch === undefined ? {} : { 'If-Match': options.ifMatch }),
    });
  }

  /** Sends the body as it is. */
  async post(
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.client.send(`/v1${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${await this.nextToken()}`,
        'Content-Type': 'application/json',
        ...headers,
      },
      body,
    });
  }

  search(query: object, position?: string): Promise<Answer> {
    const at = position === undefined ? '' : `?position=${position}`;
    return this.post(`/accounts/_search${at}`, JSON.stringify(query));
  }

  async get(path: string): Promise<Answer> {
    return this.client.send(`/v1${path}`, {
      headers: { Authorization: `Bearer ${await this.nextToken()}` },
    });
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
