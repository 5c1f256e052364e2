import { type RuleId, type Violation } from '../rules.js';

const field = 'serialNumber';

/** There is no generator of this serial number on record. */
export const unknownGenerator: Violation = {
  rule: 'TOK-08',
  field,
  message: 'There is no token generator of this serial number on record.',
};

/** Somebody has it, or is to get it. */
export const notInStock = (rule: RuleId): Violation => ({
  rule,
  field,
  message: 'This generator is out with an account; record its return first.',
});
