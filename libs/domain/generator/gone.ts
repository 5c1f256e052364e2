import { type Violation } from '../rules.js';
import { type Generator } from './state.js';

const field = 'serialNumber';

/** TOK-09, TOK-10: nothing is done with a generator that isn't there. */
export const goneViolation = (gone: NonNullable<Generator['gone']>): Violation =>
  gone === 'destroyed'
    ? { rule: 'TOK-09', field, message: 'This generator was destroyed; take another one.' }
    : {
        rule: 'TOK-10',
        field,
        message: 'This generator is missing from the stock; record that it was found first.',
      };
