import { randomUUID } from 'node:crypto';
import { embeddedTokenIssuer } from '#libs/access/tokens/bearer-tokens';
import { issueToken } from '#libs/access/tokens/issue-token';
import { trustIssuer } from '#libs/access/tokens/trusted-issuer';
import { type CallerKind } from '#libs/access/caller';
import { type Configuration } from '#libs/configuration/configuration';
import { Failure } from './failure.js';

/** A running server, called with the token in the environment (`TOKEN`), or with one of the installation's own. */
export class RunningServer {
  /** @param url base URL, as in `http://127.0.0.1:3000` */
  constructor(
    private readonly url: string,
    private readonly configuration: Configuration,
    private readonly as: CallerKind,
  ) {}

  async call<T>(path: string, request: RequestInit = {}): Promise<T> {
    const headers = {
      ...(request.headers as Record<string, string> | undefined),
      Authorization: `Bearer ${await this.token()}`,
    };
    const response = await fetch(new URL(`/v1${path}`, this.url), { ...request, headers }).catch(() => {
      throw new Failure(`No server answers at ${this.url}.`);
    });
    const answer = (await response.json()) as T & { detail?: string; rule?: string };
    if (response.ok) return answer;
    throw new Failure(
      `${answer.rule === undefined ? '' : `${answer.rule}: `}${answer.detail ?? response.statusText}`,
    );
  }

  private async token(): Promise<string> {
    const given = process.env['TOKEN'];
    if (given !== undefined && given !== '') return given;
    const { tokens, dataDirectory } = this.configuration;
    if (tokens.issuer !== undefined)
      throw new Failure(`Give a token of ${tokens.issuer.name} for a caller of kind ${this.as} in TOKEN.`);
    const issuer = await trustIssuer(tokens, embeddedTokenIssuer(dataDirectory));
    return issueToken(issuer, { kind: this.as, subject: this.as, now: new Date(), jti: randomUUID() });
  }
}
