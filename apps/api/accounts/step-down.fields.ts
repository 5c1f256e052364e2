import { FlagField } from '../fields/flag-field.js';
import { ObjectField } from '../fields/list-field.js';
import { BoardFormFields } from './appoint-administrator.fields.js';

/** §6.2, ADM-06. */
export class StepDownFields {
  @ObjectField(() => BoardFormFields, 'The board’s written request.')
  readonly form!: BoardFormFields;
  @FlagField('What the form says: whether the person stays on as a user. Otherwise the account ends.')
  readonly staysOnAsUser!: boolean;
}
