import { type PolicyValues } from '../policy/policy-values.js';
import { type RuleId, type Violation } from '../rules.js';

/** A password that somebody wants to have, and what comparing it found; comparing takes a hash, which isn't for here. */
export interface ProposedPassword {
  /** In Unicode's composed form (NFC). */
  readonly text: string;
  readonly isCurrent: boolean;
  readonly isPrevious: boolean;
}

/** What the rules ask for. */
export type PasswordPolicy = Pick<
  PolicyValues,
  | 'password.leastCharacters'
  | 'password.leastLetters'
  | 'password.leastNonLetters'
  | 'password.mostEqualInARow'
>;

/** PWD-11: every rule that the password breaks, PWD-01 to PWD-05. */
export function passwordViolations(proposed: ProposedPassword, policy: PasswordPolicy): Violation[] {
  const characters = charactersOf(proposed.text);
  const letters = characters.filter(isLetter).length;
  const least = {
    characters: policy['password.leastCharacters'],
    letters: policy['password.leastLetters'],
    others: policy['password.leastNonLetters'],
  };
  const most = policy['password.mostEqualInARow'];
  return [
    ...brokenIf(
      characters.length < least.characters,
      'PWD-01',
      `Use at least ${least.characters} characters.`,
    ),
    ...brokenIf(letters < least.letters, 'PWD-02', `Use at least ${counted(least.letters, 'letter')}.`),
    ...brokenIf(
      characters.length - letters < least.others,
      'PWD-03',
      least.others === 1
        ? 'Use at least 1 character that is not a letter.'
        : `Use at least ${least.others} characters that are not letters.`,
    ),
    ...brokenIf(
      characters.some((_one, place) => isOneTooMany(characters, place, most)),
      'PWD-04',
      `Use no more than ${most} equal characters in a row.`,
    ),
    ...brokenIf(proposed.isCurrent, 'PWD-05', 'Choose one that is not your current password.'),
    ...brokenIf(proposed.isPrevious, 'PWD-05', 'Choose one that is not your previous password.'),
  ];
}

const brokenIf = (isBroken: boolean, rule: RuleId, message: string): Violation[] =>
  isBroken ? [{ rule, field: 'newPassword', message }] : [];

const counted = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/**
 * What a person sees as characters: a code point with the accents that follow it, so that a letter with an accent is
 * one letter, however it was typed. Upper and lower case are different characters.
 */
const charactersOf = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\P{M}\p{M}*|\p{M}+/gu), ([character]) => character);

/** A letter of any script. */
const isLetter = (character: string): boolean => /\p{L}/u.test(character);

/** Whether the character equals so many before it that there are more than `most` in a row. */
export const isOneTooMany = (characters: readonly string[], place: number, most: number): boolean =>
  place >= most && characters.slice(place - most, place).every((one) => one === characters[place]);
