import { ListField } from '../fields/list-field.js';
import { HolderFields, RoleFields } from './holder-fields.js';

/** §4.2: a new user. */
export class CreateUserFields extends HolderFields {
  @ListField(() => RoleFields, {
    description: 'At least one role with at least one kenmerk (USR-05).',
    max: 100,
  })
  readonly roles!: RoleFields[];
}
