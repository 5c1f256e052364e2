import { ListField, ObjectField } from '../fields/list-field.js';
import { dateForm, printableText, TextField } from '../fields/text-field.js';
import { HolderFields, organisationForm, RoleFields, rolesOf } from './holder-fields.js';

/** The board's form (ADM-01). */
export class BoardFormFields {
  @TextField({ form: printableText(60), description: 'Reference of the form.', example: 'F-2026-000123' })
  readonly reference!: string;
  @TextField({
    form: dateForm,
    description: 'Day on which it was received, Dutch calendar.',
    example: '2026-11-20',
    format: 'date',
  })
  readonly dateReceived!: string;
  @TextField({ form: printableText(120), description: 'Who signed for the board.', example: 'M. de Boer' })
  readonly signatory!: string;
}

/** A role that the administrator may grant, where, and for which kenmerken. */
export class AdministratorAuthorisationFields extends RoleFields {
  @TextField({ form: organisationForm, description: 'Id of the organisation.', example: 'board-99901' })
  readonly organisation!: string;
}

/** §1.1, §1.2: a new administrator. */
export class AppointAdministratorFields extends HolderFields {
  @ObjectField(() => BoardFormFields, 'The board’s written request.')
  readonly form!: BoardFormFields;
  @ListField(() => AdministratorAuthorisationFields, { description: 'What the form asks for.', max: 200 })
  readonly authorisations!: AdministratorAuthorisationFields[];
}

/** Plain values, as the domain takes them. */
export const formOf = ({ reference, dateReceived, signatory }: BoardFormFields) => ({
  reference,
  dateReceived,
  signatory,
});

export const authorisationsOf = (authorisations: readonly AdministratorAuthorisationFields[]) =>
  rolesOf(authorisations).map((one, index) => ({
    ...one,
    organisation: authorisations[index]?.organisation ?? '',
  }));
