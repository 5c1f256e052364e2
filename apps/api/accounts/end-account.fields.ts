import { FlagField } from '../fields/flag-field.js';

/** §5.4, END-01: the two words that ending takes. */
export class EndAccountFields {
  @FlagField('The administrator confirms that the account ends, for good.')
  readonly confirmed!: boolean;
  @FlagField('The administrator confirms that the person no longer works with the account.')
  readonly noLongerWorksHere!: boolean;
}
