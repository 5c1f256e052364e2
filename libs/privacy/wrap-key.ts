import { canonicalBytes } from '#libs/event-store/canonical';
import { decrypt, encrypt, nonceBytes } from './aes-gcm.js';

/** What a wrapped key is for: it opens only for that, so that keys can't be exchanged in the store. */
export type KeyIdentity =
  | { readonly key: string; readonly subject: string; readonly purpose: string }
  | { readonly installation: string }
  | { readonly check: 'master-key' };

/**
 * Nonce, then the secret under the master key (AES-256-GCM). Random nonces are safe for 2^32 keys under one
 * master key (NIST SP 800-38D, 8.3).
 */
export function wrapKey(
  masterKey: Uint8Array,
  nonce: Uint8Array,
  identity: KeyIdentity,
  secret: Uint8Array,
): Buffer {
  return Buffer.concat([nonce, encrypt(masterKey, nonce, canonicalBytes(identity), secret)]);
}

/** The secret; `undefined` when the master key or the identity is another, or a bit was changed. */
export function unwrapKey(
  masterKey: Uint8Array,
  identity: KeyIdentity,
  wrapped: Uint8Array,
): Buffer | undefined {
  const nonce = wrapped.subarray(0, nonceBytes);
  return decrypt(masterKey, nonce, canonicalBytes(identity), wrapped.subarray(nonceBytes));
}
