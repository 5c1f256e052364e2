import { printableText, TextField } from '../fields/text-field.js';

/** More than anybody types, and little enough to hash. What a password must be is for the rules PWD-01 to PWD-05. */
const passwordForm = printableText(128);

/** §2.2. */
export class ChangePasswordFields {
  @TextField({
    form: passwordForm,
    description: 'The password that you have now.',
    example: 'bkmt2749fwrd8365',
    expected: 'your password',
  })
  readonly currentPassword!: string;
  @TextField({
    form: passwordForm,
    description: 'The password that you want: at most 128 characters.',
    example: 'Zonnebloem-7-veld',
    expected: 'letters, digits, signs and spaces, at most 128 characters',
  })
  readonly newPassword!: string;
}
