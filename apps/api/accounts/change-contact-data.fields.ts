import { forms } from '#libs/domain/account/contact-data';
import { type ContactDataChange } from '#libs/domain/account/change-contact-data';
import { TextField } from '../fields/text-field.js';
import { type DeskRequestFields, RequestField } from './desk-request.fields.js';

/** USR-08: what is left out stays as it is. Name, username and sign-in method can't be given. */
export class ChangeContactDataFields {
  @TextField({
    form: forms.telephone,
    description: 'Telephone number, 9 to 15 digits with spaces and hyphens between them, with or without +.',
    example: '0612345678',
    optional: true,
  })
  readonly telephone?: string;
  @TextField({
    form: forms.emailAddress,
    description: 'Personal business e-mail address, in ASCII.',
    example: 'sr.groningen@voorbeeldschool.nl',
    optional: true,
  })
  readonly emailAddress?: string;
  @TextField({
    form: forms.function,
    description: 'Function; null empties it.',
    example: 'Administratief medewerker',
    optional: true,
    nullable: true,
  })
  readonly function?: string | null;
  @RequestField()
  readonly request?: DeskRequestFields;
}

/** Only what was given. */
export const contactDataOf = ({
  telephone,
  emailAddress,
  function: function_,
}: ChangeContactDataFields): ContactDataChange => ({
  ...(telephone === undefined ? {} : { telephone }),
  ...(emailAddress === undefined ? {} : { emailAddress }),
  ...(function_ === undefined ? {} : { function: function_ }),
});
