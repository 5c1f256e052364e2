import { ListField } from '../fields/list-field.js';
import { RoleFields } from './holder-fields.js';

/** §4.5: roles and kenmerken to add and to take away, in one change. */
export class ChangeRolesFields {
  @ListField(() => RoleFields, { description: 'To grant.', max: 100, optional: true })
  readonly grant: RoleFields[] = [];
  @ListField(() => RoleFields, { description: 'To withdraw.', max: 100, optional: true })
  readonly withdraw: RoleFields[] = [];
}
