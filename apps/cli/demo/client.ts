import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { type CallerKind } from '#libs/access/caller';
import { issueMeansStatement } from '#libs/access/means-statement/issue-means-statement';
import { embeddedMeansIssuer } from '#libs/access/means-statement/jwt-means-statements';
import { embeddedTokenIssuer } from '#libs/access/tokens/bearer-tokens';
import { issueToken } from '#libs/access/tokens/issue-token';
import { trustIssuer } from '#libs/access/tokens/trusted-issuer';
import { type Configuration } from '#libs/configuration/configuration';
import { Failure } from '../failure.js';

export interface Who {
  readonly kind: CallerKind;
  readonly subject: string;
  readonly name?: string;
}

export interface CommandAnswer {
  readonly account?: string;
  readonly position?: string;
  readonly events: readonly { readonly type: string; readonly revision: number }[];
}

export interface RefusalAnswer {
  readonly status: number;
  readonly violations: readonly {
    readonly rule: string;
    readonly field?: string;
    readonly message: string;
  }[];
}

/** A back-office application: nothing but HTTP and tokens. */
export class Client {
  constructor(
    readonly url: string,
    private readonly configuration: Configuration,
  ) {}

  /** @throws Failure when the command is refused */
  async command(who: Who, path: string, body: object): Promise<CommandAnswer> {
    return this.post<CommandAnswer>(who, path, JSON.stringify(body), 'application/json');
  }

  async loadRegister(who: Who, name: string, file: Uint8Array): Promise<CommandAnswer> {
    return this.post(who, `/register-files?name=${name}`, new Uint8Array(file), 'text/csv');
  }

  /** A command that ought to be refused. @throws Failure when it isn't */
  async refused(who: Who, path: string, body: object): Promise<RefusalAnswer> {
    const response = await this.send(who, path, JSON.stringify(body), 'application/json');
    const answer = (await response.json()) as RefusalAnswer;
    if (response.ok) throw new Failure(`${path} ought to be refused.`);
    return answer;
  }

  async search<T>(who: Who, position: string, body: object): Promise<T> {
    return this.post(who, `/accounts/_search?position=${position}`, JSON.stringify(body), 'application/json');
  }

  async get<T>(who: Who, path: string): Promise<T> {
    return this.answer(await fetch(`${this.url}/v1${path}`, { headers: await this.headers(who) }));
  }

  async meansStatement(pseudonym: string): Promise<string> {
    const { means, dataDirectory } = this.configuration;
    return issueMeansStatement(await trustIssuer(means, embeddedMeansIssuer(dataDirectory)), {
      level: 'loa3',
      serviceMandates: [means.serviceId],
      pseudonym,
      legalSubject: 'KvK:12345678',
      now: new Date(),
      jti: randomUUID(),
    });
  }

  private async post<T>(
    who: Who,
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type: string,
  ): Promise<T> {
    return this.answer(await this.send(who, path, body, type));
  }

  private async send(
    who: Who,
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    type: string,
  ): Promise<Response> {
    const headers = { ...(await this.headers(who)), 'Content-Type': type, 'Idempotency-Key': v7() };
    return fetch(`${this.url}/v1${path}`, { method: 'POST', headers, body });
  }

  private async answer<T>(response: Response): Promise<T> {
    const answer = (await response.json()) as T & { readonly detail?: string };
    if (!response.ok) throw new Failure(`${response.status} ${answer.detail ?? ''}`);
    return answer;
  }

  private async headers(who: Who): Promise<Record<string, string>> {
    const { tokens, dataDirectory } = this.configuration;
    const issuer = await trustIssuer(tokens, embeddedTokenIssuer(dataDirectory));
    return {
      Authorization: `Bearer ${await issueToken(issuer, { ...who, now: new Date(), jti: randomUUID() })}`,
    };
  }
}
