import { readFile } from 'node:fs/promises';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';
import { type JwksSource } from '#libs/configuration/configuration';

/** An issuer's public keys can't be had or used now: nothing is known of the token. Trying again later is right. */
export class KeysUnavailable extends Error {
  constructor(issuer: string, cause: unknown) {
    super(`The public keys of ${issuer} can't be had now.`, { cause });
    this.name = 'KeysUnavailable';
  }
}

/** The file of public keys is not right. The message says what to do. */
export class KeysRefused extends Error {
  constructor(file: string, problem: string) {
    super(`${file} ${problem}. Give the issuer's public keys as a JSON Web Key Set (RFC 7517).`);
    this.name = 'KeysRefused';
  }
}

/** How long in milliseconds an unknown key id brings no new request to the issuer, whoever sends it. */
export const keysCooldown = 30_000;

/**
 * Finds the public key that a token names. Keys at a URL are fetched when first needed, again for a key id that
 * is not among them, and at least every ten minutes (jose's default); a file is read once.
 *
 * @throws KeysRefused
 */
export async function issuerKeys(
  issuer: string,
  source: JwksSource,
  cooldownDuration = keysCooldown,
): Promise<JWTVerifyGetKey> {
  const find =
    'url' in source
      ? createRemoteJWKSet(source.url, { cooldownDuration })
      : createLocalJWKSet(await keysIn(source.file));
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (error) {
      throw isAboutToken(error) ? error : new KeysUnavailable(issuer, error);
    }
  };
}

const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

async function keysIn(file: string): Promise<JSONWebKeySet> {
  const content = await readFile(file, 'utf8').catch(() => {
    throw new KeysRefused(file, "can't be read");
  });
  const keys = json(file, content);
  if (!isKeySet(keys)) throw new KeysRefused(file, 'holds no key set');
  // RFC 7518 6.2.2, 6.3.2, 6.4: `d` and `k` are private.
  if (keys.keys.some((key) => 'd' in key || 'k' in key)) throw new KeysRefused(file, 'holds a private key');
  return keys;
}

function json(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new KeysRefused(file, 'is not JSON');
  }
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  const keys: unknown = (value as { keys?: unknown } | null)?.keys;
  return (
    Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key === 'object' && key !== null)
  );
}
