import { type DataOf, event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { type LetterEvent, letterMade } from './events.js';
import { type LetterState, ruleOf } from './letter.js';

/** The letter stands in the print queue, once. */
export const recordLetterMade = (
  made: DataOf<(typeof letterMade)['fields']>,
  letter: LetterState,
): Decision<LetterEvent> =>
  letter?.state === 'asked-for'
    ? decided<LetterEvent>(event(letterMade, made, ruleOf[letter.asked.kind]))
    : decided();
