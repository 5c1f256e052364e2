import { ScureBase32Plugin } from 'otplib';
import { serialNumberForm } from '#libs/domain/generator/serial-number';

/** What the fields of a seed file may look like; `undefined` is returned for what can't be read. */

export const serialNumberIn = (text: string): string | undefined =>
  text.length <= serialNumberForm.max && serialNumberForm.pattern.test(text) ? text : undefined;

/** Digits only, from 0 to 1,000,000,000. */
export function wholeNumberIn(text: string): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined;
  const number = Number(text);
  return number <= 1_000_000_000 ? number : undefined;
}

/** Most hexadecimal digits of a seed: 512 bits, as much as the largest hash takes. */
const longestSeed = 128;

/** @returns hexadecimal, lower case */
export const seedFromBytes = (bytes: Uint8Array): string | undefined =>
  bytes.length > 0 && bytes.length * 2 <= longestSeed ? Buffer.from(bytes).toString('hex') : undefined;

const base32 = new ScureBase32Plugin();

/** Hexadecimal where every character is a hexadecimal digit, else base32 (RFC 4648). @returns hexadecimal, lower case */
export function seedFromText(text: string): string | undefined {
  if (/^([0-9a-fA-F]{2})+$/.test(text)) return text.length <= longestSeed ? text.toLowerCase() : undefined;
  if (!/^[A-Z2-7]{1,128}=*$/.test(text)) return undefined;
  try {
    return seedFromBytes(base32.decode(text));
  } catch {
    return undefined;
  }
}

/** RFC 4648, padded. */
export function bytesFromBase64(text: string): Buffer | undefined {
  const packed = text.replaceAll(/\s/g, '');
  return /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(packed) && packed !== ''
    ? Buffer.from(packed, 'base64')
    : undefined;
}
