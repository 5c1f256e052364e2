import { type AssuranceLevel } from '#libs/domain/means/assurance-level';
import { signJwt } from '../tokens/sign-jwt.js';
import { type TrustedIssuer } from '../tokens/trusted-issuer.js';
import { assuranceClass, meansStatement } from './means-claims.js';

export interface MeansStatementRequest {
  readonly level: AssuranceLevel;
  readonly serviceMandates: readonly string[];
  readonly pseudonym: string;
  /** As in `KvK:12345678`. */
  readonly legalSubject: string;
  /** ISO 8601 duration; after 15 minutes it is too old in any case. */
  readonly validFor?: string;
  readonly now: Date;
  /** Id of the statement. */
  readonly jti: string;
}

/**
 * Makes a statement with the installation's own key, for trying things.
 *
 * @throws IssuedElsewhere when an issuer is configured
 * @throws NotSigned when the statement would not be believed
 */
export const issueMeansStatement = (
  issuer: TrustedIssuer,
  request: MeansStatementRequest,
): Promise<string> => {
  const { level, serviceMandates, pseudonym, legalSubject, validFor = 'PT15M', now, jti } = request;
  const claims = {
    sub: pseudonym,
    legal_subject: legalSubject,
    acr: assuranceClass(level),
    service_mandates: [...serviceMandates],
  };
  return signJwt(claims, meansStatement, issuer, { now, validFor, jti });
};
