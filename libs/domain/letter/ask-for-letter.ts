import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { letterAskedFor, type LetterEvent } from './events.js';
import { type AskedFor, type LetterState, ruleOf } from './letter.js';

/** An event asks for its letter once. */
export const askForLetter = (asked: AskedFor, letter: LetterState): Decision<LetterEvent> =>
  letter === undefined ? decided<LetterEvent>(event(letterAskedFor, asked, ruleOf[asked.kind])) : decided();
