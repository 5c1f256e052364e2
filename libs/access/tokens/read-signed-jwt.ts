import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { type TrustedIssuer } from './trusted-issuer.js';

/** How a signed JWT of one kind looks. */
export interface JwtForm<Claims extends object> {
  /** What people call it. */
  readonly called: 'token' | 'statement';
  /** `typ` in its header (RFC 8725 3.11). */
  readonly typ: string;
  /** Class with class-validator's decorators. */
  readonly claims: new () => Claims;
  /** How long ago in seconds it may have been issued; by default any time. */
  readonly oldest?: number;
}

/** Claims that can be relied on. */
export interface Believed<Claims> {
  readonly claims: Claims;
}

/** Why it is not believed: a sentence of ours that holds nothing of what was sent, fit for RFC 6750. */
export interface Refused {
  readonly refused: string;
}

/** By how many seconds the issuer's clock and ours may differ. */
export const clockTolerance = 30;

const longest = 16_384;

/**
 * The claims, once signature, issuer, audience, time and form are all right.
 *
 * @throws KeysUnavailable
 */
export async function readSignedJwt<Claims extends object>(
  jwt: string,
  form: JwtForm<Claims>,
  issuer: TrustedIssuer,
  at: Date,
): Promise<Believed<Claims> | Refused> {
  if (jwt.length > longest) return { refused: `The ${form.called} is too long.` };
  if (!isExact(jwt)) return { refused: notSigned(form.called) };
  try {
    const { payload } = await jwtVerify(jwt, issuer.publicKey, {
      issuer: issuer.name,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      typ: form.typ,
      requiredClaims: ['sub', 'exp', 'iat', 'jti'],
      currentDate: at,
      clockTolerance,
      // jose refuses an `iat` in the future only beside a limit on the age.
      maxTokenAge: form.oldest ?? Number.MAX_SAFE_INTEGER,
    });
    return readClaims(payload, form);
  } catch (error) {
    if (error instanceof errors.JOSEError) return { refused: reasonOf(error, form.called) };
    throw error;
  }
}

/** The claims that the form knows, when each has the right form. */
export function readClaims<Claims extends object>(
  payload: JWTPayload,
  { claims, called }: JwtForm<Claims>,
): Believed<Claims> | Refused {
  const parsed = plainToInstance(claims, payload, { excludeExtraneousValues: true });
  const wrong = validateSync(parsed).map(({ property }) => property);
  return wrong.length === 0
    ? { claims: parsed }
    : { refused: `Missing or not right in the ${called}: ${wrong.join(', ')}.` };
}

function reasonOf(error: errors.JOSEError, called: string): string {
  if (error instanceof errors.JWTExpired)
    return error.claim === 'exp' ? `The ${called} has expired.` : `The ${called} is too old.`;
  if (error instanceof errors.JWTClaimValidationFailed)
    return `Missing or not right in the ${called}: ${error.claim}.`;
  return notSigned(called);
}

const notSigned = (called: string): string =>
  `The ${called} is not signed by the issuer that is trusted here.`;

/** Base64url without leftover bits (RFC 4648 3.5): nobody can write the same JWT in two ways. */
const isExact = (jwt: string): boolean =>
  jwt.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
