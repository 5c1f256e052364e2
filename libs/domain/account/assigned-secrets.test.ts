import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { activationCode, foldActivationCode } from './activation-code.js';
import { forms } from './contact-data.js';
import { assignedUsername } from './username.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const random = (bytes: number) => fc.uint8Array({ minLength: bytes, maxLength: bytes });

describe('usernames that the system assigns', () => {
  it('USR-03 three digits and five letters, without vowels and without l, also taken where people choose one', () => {
    fc.assert(
      fc.property(random(8), (bytes) => {
        const username = assignedUsername(bytes);
        expect(username).toMatch(/^[0-9]{3}[bcdfghjkmnpqrstvwxz]{5}$/);
        expect(username).toMatch(forms.username.pattern);
      }),
    );
  });

  it('USR-03 they follow from the random bytes alone', () => {
    expect(assignedUsername(new Uint8Array([0, 16, 27, 0, 1, 2, 3, 4]))).toBe('067bcdfg');
    expect(assignedUsername(new Uint8Array([9, 9, 9, 18, 18, 18, 18, 37, 255]))).toBe('999zzzzz');
  });
});

describe('activation codes', () => {
  it('ACT-07 16 characters of an alphabet of 32 are 80 bits, in four groups', () => {
    expect(new Set(alphabet).size ** 16).toBeGreaterThanOrEqual(2 ** 64);
    fc.assert(
      fc.property(random(16), (bytes) => {
        const code = activationCode(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
        const folded = foldActivationCode(code);
        expect([...folded].map((character) => alphabet.indexOf(character))).toEqual(
          Array.from(bytes, (byte) => byte % 32),
        );
      }),
    );
  });

  it('ACT-07 every character is as likely as another one', () => {
    const all = Array.from({ length: 16 }, (_, part) =>
      activationCode(Uint8Array.from({ length: 16 }, (_byte, at) => part * 16 + at)),
    ).join('');
    const times = [...alphabet].map((character) => [...all].filter((one) => one === character).length);
    expect(times).toEqual(Array.from(alphabet, () => 8));
  });

  it('ACT-07 what people make of a code when they type or paste it is the same code', () => {
    const typing = fc.record({
      bytes: random(16),
      lower: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
      between: fc.array(fc.constantFrom('', ' ', '-', '\t', ' - ', '\r\n', '\u00A0'), {
        minLength: 16,
        maxLength: 16,
      }),
      zero: fc.constantFrom('0', 'O', 'o'),
      one: fc.constantFrom('1', 'I', 'i', 'L', 'l'),
    });
    fc.assert(
      fc.property(typing, ({ bytes, lower, between, zero, one }) => {
        const code = foldActivationCode(activationCode(bytes));
        const typed = [...code]
          .map((character, at) => (lower[at] ? character.toLowerCase() : character) + between[at])
          .join('')
          .replaceAll('0', zero)
          .replaceAll('1', one);
        expect(foldActivationCode(` ${typed} `)).toBe(code);
      }),
    );
  });

  it('ACT-07 two different codes stay different', () => {
    fc.assert(
      fc.property(random(16), fc.nat(15), fc.integer({ min: 1, max: 31 }), (bytes, at, by) => {
        const other = bytes.map((byte, place) => (place === at ? (byte + by) % 256 : byte));
        expect(foldActivationCode(activationCode(other))).not.toBe(foldActivationCode(activationCode(bytes)));
      }),
    );
  });
});
