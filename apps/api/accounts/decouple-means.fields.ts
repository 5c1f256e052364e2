import { type DecoupleReason, decoupleReasons } from '#libs/domain/account/events';
import { ChoiceField } from '../fields/choice-field.js';

/** §4.6. */
export class DecoupleMeansFields {
  @ChoiceField(decoupleReasons, { description: 'Why the means is decoupled.', example: 'new-supplier' })
  readonly reason!: DecoupleReason;
}

/** A command that needs nothing but its address. */
export class NoFields {}
