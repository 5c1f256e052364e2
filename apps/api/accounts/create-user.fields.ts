import { FlagField } from '../fields/flag-field.js';
import { ListField } from '../fields/list-field.js';
import { HolderFields, RoleFields } from './holder-fields.js';

/** §4.2: a new user. */
export class CreateUserFields extends HolderFields {
  @ListField(() => RoleFields, {
    description: 'At least one role with at least one kenmerk (USR-05).',
    max: 100,
  })
  readonly roles!: RoleFields[];
  @FlagField(
    'With eherkenning: the person holds the right personal means and knows of the account (CNV-05). Not asked with token.',
    { optional: true },
  )
  readonly holdsRightMeans?: boolean;
}
