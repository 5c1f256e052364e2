import { PrivateFileRefused, readOrMakePrivateFile } from '#libs/privacy/private-file';
import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';

/** What an installation without an issuer signs with: Ed25519 (RFC 8037). */
export interface SigningKey {
  /** Thumbprint of the public key (RFC 7638). */
  readonly id: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: JWK;
}

export const signingAlgorithm = 'EdDSA';

/**
 * The key in the file, a private JWK; made on the first start.
 *
 * @throws PrivateFileRefused
 */
export async function loadSigningKey(file: string): Promise<SigningKey> {
  const { kty, crv, x, d } = parsed(file, await readOrMakePrivateFile(file, newKey));
  const publicJwk = { kty, crv, x };
  const id = await calculateJwkThumbprint(publicJwk);
  const privateKey = await importJWK({ ...publicJwk, d }, signingAlgorithm).catch(() => refuse(file));
  if (privateKey instanceof Uint8Array) return refuse(file);
  return { id, privateKey, publicJwk: { ...publicJwk, kid: id, alg: signingAlgorithm, use: 'sig' } };
}

async function newKey(): Promise<string> {
  const { privateKey } = await generateKeyPair(signingAlgorithm, { crv: 'Ed25519', extractable: true });
  return `${JSON.stringify(await exportJWK(privateKey))}\n`;
}

interface Ed25519Jwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly d: string;
}

function parsed(file: string, content: string): Ed25519Jwk {
  const jwk = json(file, content);
  if (!isEd25519Jwk(jwk)) return refuse(file);
  return jwk;
}

function json(file: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // Without a cause: Node puts a piece of the text in the message.
    return refuse(file);
  }
}

const isEd25519Jwk = (jwk: unknown): jwk is Ed25519Jwk => {
  const { kty, crv, x, d } = (jwk ?? {}) as Readonly<Record<string, unknown>>;
  return kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string' && typeof d === 'string';
};

function refuse(file: string): never {
  throw new PrivateFileRefused(
    `${file} is not a private Ed25519 key (JWK). Put it back from its backup, or remove it to have a new one made.`,
  );
}
