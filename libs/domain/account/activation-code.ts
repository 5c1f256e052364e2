/** Crockford's base 32: no I, L, O and U, which are mistaken for others. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * ACT-07: 80 random bits as 16 characters in four groups, `7K2M-D9XT-QB4C-0WZE`.
 * @param random 16 bytes
 */
export const activationCode = (random: Uint8Array): string =>
  Array.from(random.subarray(0, 16), (byte) => alphabet.charAt(byte % alphabet.length))
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

/** What is compared: case, spaces and hyphens that copying adds or loses don't count (ACT-07: easy to copy and paste). */
export const foldActivationCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
