/** Without vowels, so that no words come out, and without l, which looks like 1. */
const consonants = 'bcdfghjkmnpqrstvwxz';
const digits = '0123456789';

/**
 * USR-03: the username that the system assigns, three digits and five letters as in `067wtvpm`.
 * @param random 8 bytes
 */
export const assignedUsername = (random: Uint8Array): string =>
  Array.from(random.subarray(0, 8), (byte, place) => {
    const alphabet = place < 3 ? digits : consonants;
    return alphabet.charAt(byte % alphabet.length);
  }).join('');
