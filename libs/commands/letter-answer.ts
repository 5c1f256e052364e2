import { type LetterState } from '#libs/domain/letter/letter';
import { type Judgement } from './command-runner.js';

/** A letter that doesn't exist is answered as such. */
export const letterAnswer = (letter: LetterState): Pick<Judgement<never>, 'answer'> =>
  letter === undefined ? { answer: 'unknown' } : {};
