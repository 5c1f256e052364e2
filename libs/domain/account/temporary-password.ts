import { isOneTooMany } from './password-rules.js';

/** Sixteen consonants, so that no words come out; without l, which looks like 1, and q, x and z. */
const letters = 'bcdfghjkmnprstvw';
/** Without 0 and 1, which look like letters. */
const digits = '23456789';

/** 8 × 4 and 8 × 3 bits: 56, where 5 tries lock sign-in (LOG-02). */
const length = 16;
const inAGroup = 4;
/** The least that policy can allow (PWD-04). */
const mostEqualInARow = 2;

/**
 * A password to read aloud or copy from a letter: four letters, four digits and again, as in `bkmt2749fwrd8365`. It
 * keeps PWD-01 to PWD-04 under any policy that can be proposed.
 * @param random 16 bytes
 */
export function temporaryPassword(random: Uint8Array): string {
  const characters: string[] = [];
  for (const [place, byte] of random.subarray(0, length).entries()) {
    const alphabet = Math.floor(place / inAGroup) % 2 === 0 ? letters : digits;
    // Both lengths divide 256, so that every character is as likely.
    const draw = (value: number): string => alphabet.charAt(value % alphabet.length);
    characters.push(draw(byte));
    if (isOneTooMany(characters, place, mostEqualInARow)) characters[place] = draw(byte + 1);
  }
  return characters.join('');
}
