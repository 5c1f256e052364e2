import { createLocalJWKSet, type JWTVerifyGetKey } from 'jose';
import { type IssuerSettings } from '#libs/configuration/configuration';
import { issuerKeys } from './issuer-keys.js';
import { loadSigningKey, signingAlgorithm, type SigningKey } from './signing-key.js';

/** Whose signature is believed, and on what. */
export interface TrustedIssuer {
  readonly name: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly publicKey: JWTVerifyGetKey;
  /** Only where the installation is its own issuer. */
  readonly signingKey?: SigningKey;
}

/** What an installation signs with as long as no issuer is configured. */
export interface EmbeddedIssuer {
  readonly name: string;
  /** File of the private key, made on the first start. */
  readonly keyFile: string;
}

/** Asymmetric ones only: never `none`, never HS* (RFC 8725 3.1). */
const algorithms = ['EdDSA', 'ES256', 'RS256', 'PS256'];

/**
 * @throws PrivateFileRefused
 * @throws KeysRefused
 */
export const trustIssuer = (
  { audience, issuer }: IssuerSettings,
  embedded: EmbeddedIssuer,
): Promise<TrustedIssuer> =>
  issuer === undefined ? trustOwnKey(audience, embedded) : trustConfigured(audience, issuer);

const trustConfigured = async (
  audience: string,
  { name, jwks }: NonNullable<IssuerSettings['issuer']>,
): Promise<TrustedIssuer> => ({ name, audience, algorithms, publicKey: await issuerKeys(name, jwks) });

async function trustOwnKey(audience: string, { name, keyFile }: EmbeddedIssuer): Promise<TrustedIssuer> {
  const signingKey = await loadSigningKey(keyFile);
  return {
    name,
    audience,
    algorithms: [signingAlgorithm],
    publicKey: createLocalJWKSet({ keys: [signingKey.publicJwk] }),
    signingKey,
  };
}
