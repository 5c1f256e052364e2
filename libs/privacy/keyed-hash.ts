import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA-256 (RFC 2104) of the text in UTF-8, 64 hexadecimal digits. Without the key nobody can find the text
 * by trying: for reservation keys, command fingerprints and digests of activation codes.
 */
export const keyedHash = (key: Uint8Array, text: string): string =>
  createHmac('sha256', key).update(text, 'utf8').digest('hex');
