import { ListField, ObjectField } from '../fields/list-field.js';
import { AdministratorAuthorisationFields, BoardFormFields } from './appoint-administrator.fields.js';

/** ADM-01: what a form changes of an administrator's authorisations. */
export class AdministratorAuthorisationsFields {
  @ObjectField(() => BoardFormFields, 'The board’s written request.')
  readonly form!: BoardFormFields;
  @ListField(() => AdministratorAuthorisationFields, { description: 'What the form names.', max: 200 })
  readonly authorisations!: AdministratorAuthorisationFields[];
}
