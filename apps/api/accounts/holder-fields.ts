import { ChoiceField } from '../fields/choice-field.js';
import { ListField } from '../fields/list-field.js';
import { TextField } from '../fields/text-field.js';
import { forms } from '#libs/domain/account/contact-data';
import { type SignInMethod, signInMethods } from '#libs/domain/account/holder-fields';
import { type NewHolder } from '#libs/domain/account/new-holder';
import { type KenmerkType, kenmerkTypes } from '#libs/domain/role/role';

export const organisationForm = { pattern: /^[a-z]+(-[a-z]+)*-[0-9A-Z]{2,8}$/, max: 40 };
export const roleCodeForm = { pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/, max: 60 };

/** One organisation part that a role holds for. */
export class KenmerkFields {
  @ChoiceField(kenmerkTypes, {
    description: 'What kind of organisation part.',
    example: 'BRIN',
    rule: 'USR-05',
  })
  readonly type!: KenmerkType;
  @TextField({
    form: { pattern: /^[0-9A-Z]{2,9}$/, max: 9 },
    description: 'Its code, as text: leading zeros count.',
    example: '99KG',
  })
  readonly value!: string;
}

/** A role with its kenmerken. */
export class RoleFields {
  @TextField({
    form: roleCodeForm,
    description: 'Code of the role in the catalogue.',
    example: 'medewerker-bekostiging',
  })
  readonly role!: string;
  @ListField(() => KenmerkFields, { description: 'For whom the role holds.', max: 500 })
  readonly kenmerken!: KenmerkFields[];
}

/** Who gets an account (USR-02, USR-03). */
export class HolderFields {
  @ChoiceField(signInMethods, {
    description: 'How the person signs in.',
    example: 'eherkenning',
    rule: 'USR-02',
  })
  readonly signInMethod!: SignInMethod;
  @TextField({ form: organisationForm, description: 'Id of the organisation.', example: 'board-99901' })
  readonly organisation!: string;
  @TextField({ form: forms.surname, description: 'Surname, without prefix.', example: 'Groningen' })
  readonly surname!: string;
  @TextField({ form: forms.initials, description: 'Initials.', example: 'SR' })
  readonly initials!: string;
  @TextField({
    form: forms.prefix,
    description: 'Prefix of the surname (voorvoegsel).',
    example: 'van',
    optional: true,
  })
  readonly prefix?: string;
  @TextField({
    form: forms.telephone,
    description: 'Telephone number, 9 to 15 digits with spaces and hyphens between them, with or without +.',
    example: '0612345678',
  })
  readonly telephone!: string;
  @TextField({
    form: forms.emailAddress,
    description: 'Personal business e-mail address, in ASCII.',
    example: 'sr.groningen@voorbeeldschool.nl',
  })
  readonly emailAddress!: string;
  @TextField({
    form: forms.function,
    description: 'Function.',
    example: 'Administratief medewerker',
    optional: true,
  })
  readonly function?: string;
  @TextField({
    form: forms.username,
    description: 'With token only: the username, 5 to 32 letters, digits, dots, hyphens and underscores.',
    example: 'Drenth99ED',
    optional: true,
  })
  readonly username?: string;
}

/** The holder's fields alone, those that were given. */
export const holderOf = ({
  signInMethod,
  organisation,
  surname,
  initials,
  prefix,
  telephone,
  emailAddress,
  function: function_,
  username,
}: HolderFields): NewHolder => ({
  signInMethod,
  organisation,
  surname,
  initials,
  telephone,
  emailAddress,
  ...(prefix === undefined ? {} : { prefix }),
  ...(function_ === undefined ? {} : { function: function_ }),
  ...(username === undefined ? {} : { username }),
});

/** Plain values, as the domain takes them. */
export const rolesOf = (roles: readonly RoleFields[]) =>
  roles.map(({ role, kenmerken }) => ({
    role,
    kenmerken: kenmerken.map(({ type, value }) => ({ type, value })),
  }));
