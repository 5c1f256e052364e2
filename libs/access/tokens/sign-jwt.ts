import { type JWTPayload, SignJWT } from 'jose';
import { DateTime, Duration } from 'luxon';
import { type JwtForm, readClaims } from './read-signed-jwt.js';
import { signingAlgorithm } from './signing-key.js';
import { type TrustedIssuer } from './trusted-issuer.js';

/** An issuer is configured: nobody may sign here in its place. */
export class IssuedElsewhere extends Error {
  constructor(called: string, issuer: string) {
    super(`A ${called} comes from ${issuer}, the configured issuer. None is made here.`);
    this.name = 'IssuedElsewhere';
  }
}

/** What was asked to be signed would not be believed. */
export class NotSigned extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotSigned';
  }
}

export interface Signing {
  readonly now: Date;
  /** From now: ISO 8601 duration. */
  readonly validFor: string;
  /** Id of what is signed. */
  readonly jti: string;
}

/**
 * Signs with the installation's own key, for trying things.
 *
 * @throws IssuedElsewhere
 * @throws NotSigned
 */
export async function signJwt<Claims extends object>(
  claims: JWTPayload,
  form: JwtForm<Claims>,
  { name, audience, signingKey }: TrustedIssuer,
  { now, validFor, jti }: Signing,
): Promise<string> {
  if (signingKey === undefined) throw new IssuedElsewhere(form.called, name);
  const payload = { ...claims, jti, iat: Math.floor(now.getTime() / 1000) };
  const read = readClaims(payload, form);
  if ('refused' in read) throw new NotSigned(read.refused);
  return new SignJWT(payload)
    .setProtectedHeader({ typ: form.typ, alg: signingAlgorithm, kid: signingKey.id })
    .setIssuer(name)
    .setAudience(audience)
    .setExpirationTime(expiry(now, validFor))
    .sign(signingKey.privateKey);
}

function expiry(now: Date, validFor: string): Date {
  const duration = Duration.fromISO(validFor);
  if (!duration.isValid || duration.toMillis() <= 0)
    throw new NotSigned('Give how long it is valid as an ISO 8601 duration, as in PT1H.');
  return DateTime.fromJSDate(now, { zone: 'utc' }).plus(duration).toJSDate();
}
