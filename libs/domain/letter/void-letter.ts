import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { type LetterEvent, letterVoided, type LetterVoidReason } from './events.js';
import { type LetterState, ruleOf } from './letter.js';

export interface VoidLetter {
  readonly reason: LetterVoidReason;
}

/** A letter that nobody has printed yet leaves no more. */
export const voidLetter = ({ reason }: VoidLetter, letter: LetterState): Decision<LetterEvent> =>
  letter?.state === 'asked-for' || letter?.state === 'made'
    ? decided<LetterEvent>(event(letterVoided, { reason }, ruleOf[letter.asked.kind]))
    : decided();
