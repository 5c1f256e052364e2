import { join } from 'node:path';
import { readSignedJwt, type Refused } from '../tokens/read-signed-jwt.js';
import { type EmbeddedIssuer, type TrustedIssuer } from '../tokens/trusted-issuer.js';
import { meansStatement } from './means-claims.js';
import { type MeansStatement, MeansStatements } from './means-statement.js';

/** Without a configured issuer the installation signs its own statements, with a key in this folder. */
export const embeddedMeansIssuer = (dataDirectory: string): EmbeddedIssuer => ({
  name: 'urn:autorisatiebeheer:embedded:means',
  keyFile: join(dataDirectory, 'means-signing-key.jwk'),
});

/** Statements as signed JWTs of one issuer, 15 minutes old at most. */
export class JwtMeansStatements extends MeansStatements {
  constructor(private readonly issuer: TrustedIssuer) {
    super();
  }

  override async read(statement: string, at: Date): Promise<MeansStatement | Refused> {
    const read = await readSignedJwt(statement, meansStatement, this.issuer, at);
    if ('refused' in read) return read;
    const { claims } = read;
    return {
      level: claims.acr,
      serviceMandates: claims.service_mandates,
      pseudonym: claims.sub,
      legalSubject: claims.legal_subject,
      issuer: this.issuer.name,
      statementId: claims.jti,
      issuedAt: new Date(claims.iat * 1000),
    };
  }
}
