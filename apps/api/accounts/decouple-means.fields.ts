import { type DecoupleReason, decoupleReasons } from '#libs/domain/account/coupling-events';
import { ChoiceField } from '../fields/choice-field.js';
import { FlagField } from '../fields/flag-field.js';
import { type DeskRequestFields, RequestField } from './desk-request.fields.js';

/** §4.6. */
export class DecoupleMeansFields {
  @ChoiceField(decoupleReasons, {
    description: 'Why the means is decoupled.',
    example: 'new-supplier',
    rule: 'EHK-07',
  })
  readonly reason!: DecoupleReason;
  @FlagField('The person knows of it and holds another right personal means (CNV-05).')
  readonly holdsRightMeans!: boolean;
  @RequestField()
  readonly request?: DeskRequestFields;
}
