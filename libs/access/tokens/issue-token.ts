import { type CallerKind } from '../caller.js';
import { bearerToken } from './caller-claims.js';
import { signJwt } from './sign-jwt.js';
import { type TrustedIssuer } from './trusted-issuer.js';

export interface TokenRequest {
  readonly kind: CallerKind;
  /** Of a person the id of the account. */
  readonly subject: string;
  readonly name?: string;
  /** The application that acts for the subject. */
  readonly via?: string;
  /** ISO 8601 duration. */
  readonly validFor?: string;
  readonly now: Date;
  /** Id of the token. */
  readonly jti: string;
}

/**
 * Makes a bearer token with the installation's own key, for trying things.
 *
 * @throws IssuedElsewhere when an issuer is configured
 * @throws NotSigned when the API would refuse the token
 */
export const issueToken = (issuer: TrustedIssuer, request: TokenRequest): Promise<string> => {
  const { kind, subject, name, via, validFor = 'PT1H', now, jti } = request;
  const claims = {
    caller_kind: kind,
    sub: subject,
    ...(name === undefined ? {} : { name }),
    ...(via === undefined ? {} : { act: { sub: via } }),
  };
  return signJwt(claims, bearerToken, issuer, { now, validFor, jti });
};
