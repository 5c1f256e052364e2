import { createDecipheriv, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { bytesFromBase64 } from './field-forms.js';
import { type SeedFault, type SeedFileKey } from './seed-file.js';
import { attributeOf, childOf, type Element, textOf } from './xml.js';

/** Opens the encrypted values of one key container (RFC 6030, 6.1 and 6.2). */
export interface PskcKey {
  readonly key: Uint8Array;
  readonly macKey: Uint8Array;
  readonly macHash: string;
}

const at = 'KeyContainer';
const fault = (field: string, message: string): SeedFault => ({ at, field, message });

/** By the end of its URI (XML Encryption, 5.2.2). In bytes. */
const keyLengths: Readonly<Record<string, number>> = { 'aes128-cbc': 16, 'aes192-cbc': 24, 'aes256-cbc': 32 };

const macHashes: Readonly<Record<string, string>> = {
  'http://www.w3.org/2000/09/xmldsig#hmac-sha1': 'sha1',
  'http://www.w3.org/2001/04/xmldsig-more#hmac-sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#hmac-sha384': 'sha384',
  'http://www.w3.org/2001/04/xmldsig-more#hmac-sha512': 'sha512',
};

/** The key of the container; nothing where none of it is encrypted. */
export async function pskcKey(
  container: Element,
  given: SeedFileKey,
): Promise<PskcKey | SeedFault | undefined> {
  const encryption = childOf(container, 'EncryptionKey');
  if (encryption === undefined) return undefined;
  const derived = childOf(encryption, 'DerivedKey');
  const key = derived === undefined ? preShared(given) : await derive(derived, given);
  if (isFault(key)) return key;
  const method = childOf(container, 'MACMethod');
  const macHash = macHashes[attributeOf(method, 'Algorithm') ?? ''];
  if (macHash === undefined)
    return fault('MACMethod', 'must be HMAC with SHA-1, SHA-256, SHA-384 or SHA-512 (RFC 6030, 6.1.1)');
  const macKeyElement = childOf(method, 'MACKey');
  const macKey = macKeyElement === undefined ? key : decrypt(macKeyElement, key);
  return macKey === undefined
    ? fault('MACMethod/MACKey', 'can’t be decrypted with the key that was given')
    : { key, macKey, macHash };
}

export const isFault = (value: object | undefined): value is SeedFault =>
  value !== undefined && 'message' in value && 'at' in value;

const preShared = ({ preShared: key }: SeedFileKey): Uint8Array | SeedFault =>
  key ?? fault('EncryptionKey', 'is a pre-shared key; give it to open the file');

const pbkdf2Uris: ReadonlySet<string | undefined> = new Set([
  'http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#pbkdf2',
  'http://www.w3.org/2009/xmlenc11#pbkdf2',
]);

/** Rounds of PBKDF2: what takes longer than a second or so is no file of ours. */
const mostRounds = 1_000_000;

/** RFC 6030, 6.2. */
async function derive(derived: Element, { passphrase }: SeedFileKey): Promise<Uint8Array | SeedFault> {
  const field = 'EncryptionKey/DerivedKey';
  if (passphrase === undefined) return fault(field, 'comes from a passphrase; give it to open the file');
  const method = childOf(derived, 'KeyDerivationMethod');
  if (!pbkdf2Uris.has(attributeOf(method, 'Algorithm'))) return fault(field, 'must be PBKDF2');
  const params = childOf(method, 'PBKDF2-params');
  const salt = bytesFromBase64(textOf(childOf(childOf(params, 'Salt'), 'Specified')) ?? '');
  const rounds = Number(textOf(childOf(params, 'IterationCount')) ?? 'none');
  const length = Number(textOf(childOf(params, 'KeyLength')) ?? 'none');
  const hash = prfHash(attributeOf(childOf(params, 'PRF'), 'Algorithm'));
  if (salt === undefined) return fault(`${field}/Salt`, 'must be base64');
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > mostRounds)
    return fault(`${field}/IterationCount`, `must be from 1 to ${mostRounds}`);
  if (![16, 24, 32].includes(length)) return fault(`${field}/KeyLength`, 'must be 16, 24 or 32 bytes');
  if (hash === undefined) return fault(`${field}/PRF`, 'must be HMAC with SHA-1 or SHA-256');
  return promisify(pbkdf2)(passphrase, salt, rounds, length, hash);
}

/** PKCS #5: HMAC with SHA-1 where nothing is said. */
const prfHash = (uri: string | undefined): string | undefined =>
  uri === undefined || /hmac-?(with)?sha-?1$/i.test(uri)
    ? 'sha1'
    : /hmac-?(with)?sha-?256$/i.test(uri)
      ? 'sha256'
      : undefined;

/** The value, once its MAC was found right; never before: what CBC gives would else answer questions about the key. */
export function openValue(secret: Element, { key, macKey, macHash }: PskcKey): Buffer | undefined {
  const encrypted = childOf(secret, 'EncryptedValue');
  const mac = bytesFromBase64(textOf(childOf(secret, 'ValueMAC')) ?? '');
  const cipher = cipherOf(encrypted);
  if (encrypted === undefined || mac === undefined || cipher === undefined) return undefined;
  const expected = createHmac(macHash, macKey).update(cipher).digest();
  return expected.length === mac.length && timingSafeEqual(expected, mac)
    ? decrypt(encrypted, key)
    : undefined;
}

const cipherOf = (encrypted: Element | undefined): Buffer | undefined =>
  bytesFromBase64(textOf(childOf(childOf(encrypted, 'CipherData'), 'CipherValue')) ?? '');

const block = 16;

/** AES-CBC, the initialisation vector in front, padded as XML Encryption has it: the last byte says how much. */
function decrypt(encrypted: Element, key: Uint8Array): Buffer | undefined {
  const uri = attributeOf(childOf(encrypted, 'EncryptionMethod'), 'Algorithm') ?? '';
  const name = uri.slice(uri.indexOf('#') + 1);
  const cipher = cipherOf(encrypted);
  if (keyLengths[name] !== key.length || cipher === undefined) return undefined;
  if (cipher.length < 2 * block || cipher.length % block !== 0) return undefined;
  const decipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, cipher.subarray(0, block));
  decipher.setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(cipher.subarray(block)), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  return padding < 1 || padding > block ? undefined : padded.subarray(0, padded.length - padding);
}
