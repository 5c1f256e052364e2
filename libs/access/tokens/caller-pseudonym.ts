import { createHmac } from 'node:crypto';
import { stringify } from 'uuid';

/**
 * A UUID that stands for a caller in events, where nobody is named. The same caller always has the same one;
 * without the key nobody finds out whose it is by trying names.
 *
 * @param key at least 32 random bytes, the installation's own
 */
export function callerPseudonym(key: Uint8Array, issuer: string, subject: string): string {
  const hash = createHmac('sha256', key)
    .update(JSON.stringify([issuer, subject]))
    .digest();
  // Version 8, whose content is the maker's own (RFC 9562 5.8), and the variant.
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return stringify(hash);
}
