import { type Violation } from '../rules.js';

/** A password that somebody wants to have, and what comparing it found; comparing takes a hash, which isn't for here. */
export interface ProposedPassword {
  /** In Unicode's composed form (NFC). */
  readonly text: string;
  readonly isCurrent: boolean;
  readonly isPrevious: boolean;
}

const field = 'newPassword';

const rules: readonly {
  readonly violation: Violation;
  readonly isBroken: (characters: readonly string[], proposed: ProposedPassword) => boolean;
}[] = [
  {
    violation: { rule: 'PWD-01', field, message: 'Use at least 8 characters.' },
    isBroken: ({ length }) => length < 8,
  },
  {
    violation: { rule: 'PWD-02', field, message: 'Use at least 4 letters.' },
    isBroken: (characters) => characters.filter(isLetter).length < 4,
  },
  {
    violation: { rule: 'PWD-03', field, message: 'Use at least 1 character that is not a letter.' },
    isBroken: (characters) => characters.every(isLetter),
  },
  {
    violation: { rule: 'PWD-04', field, message: 'Use no more than 2 equal characters in a row.' },
    isBroken: (characters) => characters.some((_one, place) => isThirdInARow(characters, place)),
  },
  {
    violation: { rule: 'PWD-05', field, message: 'Choose one that is not your current password.' },
    isBroken: (_characters, { isCurrent }) => isCurrent,
  },
  {
    violation: { rule: 'PWD-05', field, message: 'Choose one that is not your previous password.' },
    isBroken: (_characters, { isPrevious }) => isPrevious,
  },
];

/** PWD-11: every rule that the password breaks, PWD-01 to PWD-05. */
export function passwordViolations(proposed: ProposedPassword): Violation[] {
  const characters = charactersOf(proposed.text);
  return rules.filter(({ isBroken }) => isBroken(characters, proposed)).map(({ violation }) => violation);
}

/**
 * What a person sees as characters: a code point with the accents that follow it, so that a letter with an accent is
 * one letter, however it was typed. Upper and lower case are different characters.
 */
const charactersOf = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\P{M}\p{M}*|\p{M}+/gu), ([character]) => character);

/** A letter of any script. */
const isLetter = (character: string): boolean => /\p{L}/u.test(character);

/** Whether the character equals the two before it. */
export const isThirdInARow = (characters: readonly string[], place: number): boolean =>
  characters[place] === characters[place - 1] && characters[place] === characters[place - 2];
