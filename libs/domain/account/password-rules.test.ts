import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { defaultValues } from '../policy/first-policy.js';
import { policyForms } from '../policy/policy-forms.js';
import { type PasswordPolicy, passwordViolations, type ProposedPassword } from './password-rules.js';
import { temporaryPassword } from './temporary-password.js';

const broken = (text: string, more: Partial<ProposedPassword> = {}): string[] =>
  passwordViolations({ text, isCurrent: false, isPrevious: false, ...more }, defaultValues).map(
    ({ rule, field }) => `${rule} ${field}`,
  );
const of = (...rules: readonly string[]) => rules.map((rule) => `PWD-${rule} newPassword`);

describe('the rules of a password', () => {
  it.each([
    ['7 characters', 'abcdef1', of('01')],
    ['8 characters', 'abcdefg1', []],
    ['128 characters', 'ab1'.repeat(42) + 'cd', []],
  ])('PWD-01 %s', (_which, text, expected) => {
    expect(broken(text)).toEqual(expected);
  });

  it('PWD-01 an accent and a character outside the first plane count with their letter, as one', () => {
    expect(broken('n̈abcde1')).toEqual(of('01'));
    expect(broken('n̈abcdef1')).toEqual([]);
    expect(broken('\u0301\u0301abcde1')).toEqual(of('01'));
    expect(broken('\u0301abcdef1')).toEqual([]);
    expect(broken('𝄞abcde1')).toEqual(of('01'));
    expect(broken('𝄞abcdef1')).toEqual([]);
  });

  it.each([
    ['3 letters', 'abc12345', of('02')],
    ['4 letters', 'abcd1234', []],
    ['letters of another script', 'жщяю1234', []],
    ['letters with accents', 'éëñç1234', []],
    ['digits and signs, which are none', '1234!?*&', of('02')],
  ])('PWD-02 %s', (_which, text, expected) => {
    expect(broken(text)).toEqual(expected);
  });

  it.each([
    ['letters only', 'abcdefgh', of('03')],
    ['letters with accents only', 'n̈abcdefgh', of('03')],
    ['a digit', 'abcdefg1', []],
    ['a space', 'abcd efgh', []],
    ['a sign', 'abcdefg!', []],
  ])('PWD-03 %s', (_which, text, expected) => {
    expect(broken(text)).toEqual(expected);
  });

  it.each([
    ['twice the same in a row', 'aabbcc11', []],
    ['three times the same in a row', 'aaabcdef1', of('04')],
    ['three times at the end', 'abcdef111', of('04')],
    ['three times, not in a row', 'a1ba1ca1', []],
    ['in upper and lower case, which are different', 'aAabcde1', []],
    ['with and without accent, which are different', 'aáabcde1', []],
    ['three times with the same accent', 'n̈n̈n̈abcd1', of('04')],
    ['three times outside the first plane', '𝄞𝄞𝄞abcde', of('04')],
    ['equal but for the middle one', 'abaabcd1', []],
  ])('PWD-04 %s', (_which, text, expected) => {
    expect(broken(text)).toEqual(expected);
  });

  it('PWD-05 not the current and not the previous one', () => {
    expect(broken('abcdefg1', { isCurrent: true })).toEqual(of('05'));
    expect(broken('abcdefg1', { isPrevious: true })).toEqual(of('05'));
    const which = passwordViolations({ text: 'abcdefg1', isCurrent: true, isPrevious: true }, defaultValues);
    expect(which.map(({ message }) => message)).toEqual([
      'Choose one that is not your current password.',
      'Choose one that is not your previous password.',
    ]);
  });

  it('PWD-11 all that are broken are told together', () => {
    expect(broken('111', { isPrevious: true })).toEqual(of('01', '02', '04', '05'));
    expect(broken('aaa')).toEqual(of('01', '02', '03', '04'));
    expect(broken('')).toEqual(of('01', '02', '03'));
  });

  it('PWD-11 says what would be right, never what was typed', () => {
    const told = passwordViolations({ text: 'zzz', isCurrent: true, isPrevious: false }, defaultValues);
    expect(told.map(({ message }) => message)).toEqual([
      'Use at least 8 characters.',
      'Use at least 4 letters.',
      'Use at least 1 character that is not a letter.',
      'Use no more than 2 equal characters in a row.',
      'Choose one that is not your current password.',
    ]);
  });
});

describe('the rules of a password under another policy', () => {
  const told = (text: string, change: Partial<PasswordPolicy>): string[] =>
    passwordViolations({ text, isCurrent: false, isPrevious: false }, { ...defaultValues, ...change }).map(
      ({ rule, message }) => `${rule} ${message}`,
    );

  it('PWD-01 asks for so many characters, and says how many', () => {
    expect(told('abcdefghij1', { 'password.leastCharacters': 12 })).toEqual([
      'PWD-01 Use at least 12 characters.',
    ]);
    expect(told('abcdefghijk1', { 'password.leastCharacters': 12 })).toEqual([]);
  });

  it('PWD-02 asks for so many letters, or none, and says how many', () => {
    expect(told('abcd1234', { 'password.leastLetters': 5 })).toEqual(['PWD-02 Use at least 5 letters.']);
    expect(told('12345678', { 'password.leastLetters': 1 })).toEqual(['PWD-02 Use at least 1 letter.']);
    expect(told('12345678', { 'password.leastLetters': 0 })).toEqual([]);
  });

  it('PWD-03 asks for so many that are not letters, or none, and says how many', () => {
    expect(told('abcdefg1', { 'password.leastNonLetters': 2 })).toEqual([
      'PWD-03 Use at least 2 characters that are not letters.',
    ]);
    expect(told('abcdefgh', { 'password.leastNonLetters': 0 })).toEqual([]);
  });

  it('PWD-04 allows so many equal characters in a row, and says how many', () => {
    expect(told('aaabcde1', { 'password.mostEqualInARow': 3 })).toEqual([]);
    expect(told('bcdeaaaa1', { 'password.mostEqualInARow': 3 })).toEqual([
      'PWD-04 Use no more than 3 equal characters in a row.',
    ]);
  });
});

describe('a temporary password', () => {
  const sixteenBytes = fc.uint8Array({ minLength: 16, maxLength: 16 });

  it('PWD-09 keeps the rules, and has nothing that is mistaken for something else', () => {
    fc.assert(
      fc.property(sixteenBytes, (random) => {
        const made = temporaryPassword(random);
        expect(broken(made)).toEqual([]);
        expect(made).toMatch(/^([bcdfghjkmnprstvw]{4}[2-9]{4}){2}$/);
      }),
    );
  });

  it('PWD-09 keeps any policy that can be proposed', () => {
    const anyOf = (name: keyof PasswordPolicy) => {
      const { form } = policyForms[name];
      if (form.type !== 'whole number') throw new Error(`${name} is no whole number.`);
      return fc.integer({ min: form.least, max: form.most });
    };
    const anyPolicy: fc.Arbitrary<PasswordPolicy> = fc.record({
      'password.leastCharacters': anyOf('password.leastCharacters'),
      'password.leastLetters': anyOf('password.leastLetters'),
      'password.leastNonLetters': anyOf('password.leastNonLetters'),
      'password.mostEqualInARow': anyOf('password.mostEqualInARow'),
    });
    fc.assert(
      fc.property(sixteenBytes, anyPolicy, (random, policy) => {
        const proposed = { text: temporaryPassword(random), isCurrent: false, isPrevious: false };
        expect(passwordViolations(proposed, policy)).toEqual([]);
      }),
    );
  });

  it('PWD-04 also where chance gives the same character again and again', () => {
    expect(temporaryPassword(new Uint8Array(16))).toBe('bbcb2232bbcb2232');
    expect(temporaryPassword(new Uint8Array(16).fill(255))).toBe('wwbw9929wwbw9929');
  });

  it('PWD-09 every character is as likely', () => {
    const counts = new Map<string, number>();
    for (let byte = 0; byte < 256; byte += 1) {
      const first = temporaryPassword(new Uint8Array(16).fill(byte)).charAt(0);
      counts.set(first, (counts.get(first) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array(16).fill(16));
  });

  it('PWD-09 takes 16 bytes and no more', () => {
    expect(temporaryPassword(new Uint8Array(40))).toHaveLength(16);
  });
});
