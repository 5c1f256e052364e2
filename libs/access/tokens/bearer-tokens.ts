import { join } from 'node:path';
import { type Caller } from '../caller.js';
import { bearerToken, type CallerClaims } from './caller-claims.js';
import { callerPseudonym } from './caller-pseudonym.js';
import { readSignedJwt } from './read-signed-jwt.js';
import { type EmbeddedIssuer, type TrustedIssuer } from './trusted-issuer.js';

/** Answer 401: nobody is known to call. */
export interface Unauthenticated {
  /** For the caller: what is wrong. Holds nothing of the token. */
  readonly refused: string;
  /** Value of the header `WWW-Authenticate` (RFC 6750 3). */
  readonly challenge: string;
}

export const embeddedTokenIssuerName = 'urn:autorisatiebeheer:embedded:tokens';

/** Without a configured issuer the installation signs its own tokens, with a key in this folder. */
export const embeddedTokenIssuer = (dataDirectory: string): EmbeddedIssuer => ({
  name: embeddedTokenIssuerName,
  keyFile: join(dataDirectory, 'token-signing-key.jwk'),
});

/** Finds out who calls, from the bearer token of a request. */
export class BearerTokens {
  /** @param pseudonymKey the installation's own, at least 32 random bytes */
  constructor(
    private readonly issuer: TrustedIssuer,
    private readonly pseudonymKey: Uint8Array,
  ) {}

  /**
   * @param authorization the header `Authorization`, where there is one
   * @throws KeysUnavailable when the issuer's keys can't be had: answer 503, not 401
   */
  async callerOf(authorization: string | undefined, at: Date): Promise<Caller | Unauthenticated> {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return noToken;
    const read = await readSignedJwt(token, bearerToken, this.issuer, at);
    return 'refused' in read ? invalidToken(read.refused) : this.caller(read.claims);
  }

  private caller({ caller_kind: kind, sub: subject, iat, name, act }: CallerClaims): Caller {
    const issuer = this.issuer.name;
    return {
      kind,
      id: kind === 'person' ? subject.toLowerCase() : callerPseudonym(this.pseudonymKey, issuer, subject),
      issuer,
      subject,
      issuedAt: new Date(iat * 1000).toISOString(),
      ...(name === undefined ? {} : { name }),
      ...(act === undefined ? {} : { via: { subject: act.sub } }),
    };
  }
}

const challenge = 'Bearer realm="autorisatiebeheer"';

/** RFC 6750 3.1: no error code for who sent no token. */
const noToken: Unauthenticated = {
  refused: 'Send a bearer token in the header Authorization.',
  challenge,
};

/** @param refused for the caller: what is wrong; it holds nothing of the token */
export const invalidToken = (refused: string): Unauthenticated => ({
  refused,
  challenge: `${challenge}, error="invalid_token", error_description="${refused}"`,
});
