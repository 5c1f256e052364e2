import { type DataOf, event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { type LetterEvent, letterMade } from './events.js';
import { type LetterState, ruleOf } from './letter.js';

/** What was made, and where it is archived. */
export type RecordLetterMade = Required<
  Pick<DataOf<(typeof letterMade)['fields']>, 'about' | 'number' | 'archive' | 'addressOnRecord'>
>;

/** The letter stands in the print queue: once, each time that it is to be made. */
export const recordLetterMade = (made: RecordLetterMade, letter: LetterState): Decision<LetterEvent> =>
  letter?.state === 'asked-for'
    ? decided<LetterEvent>(event(letterMade, { ...made, making: letter.made + 1 }, ruleOf[letter.asked.kind]))
    : decided();
