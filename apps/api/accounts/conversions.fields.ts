import { FlagField } from '../fields/flag-field.js';
import { type DeskRequestFields, RequestField } from './desk-request.fields.js';

/** §5.1, §5.2: the two words that a conversion takes. */
export class BeginConversionFields {
  @FlagField('The account is to be converted to eHerkenning, for good.')
  readonly confirmed!: boolean;
  @FlagField('The person holds the right personal means and knows of the conversion (CNV-05).')
  readonly holdsRightMeans!: boolean;
  @RequestField()
  readonly request?: DeskRequestFields;
}

/** §5.3. */
export class MarkOfficeStaffFields {
  @FlagField('Whether the person works for an administration office.')
  readonly officeStaff!: boolean;
}
