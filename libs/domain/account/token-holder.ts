import { type Violation } from '../rules.js';

/** What is said of a generator that isn't out with the account, whether or not there is one of that number. */
export const notHeld: Violation = {
  rule: 'TOK-01',
  message: 'This account has no token generator of this serial number.',
};
