import { TextField } from '../fields/text-field.js';

/** §2.1: everything that signing in by token takes. */
export class SignInFields {
  @TextField({
    form: { pattern: /^[\x21-\x7e]+$/, max: 64 },
    description: 'Username, as typed; upper and lower case are the same.',
    example: 'Drenth99ED',
  })
  readonly username!: string;
  @TextField({
    form: { pattern: /^.+$/su, max: 128 },
    description: 'Password, as typed.',
    example: 'Zonnebloem-7-veld',
    expected: 'a password of at most 128 characters',
  })
  readonly password!: string;
  @TextField({
    form: { pattern: /^\d{6,8}$/, max: 8 },
    description: 'One-time code that the token generator shows.',
    example: '287082',
    expected: '6 to 8 digits, as the token generator shows them',
  })
  readonly oneTimeCode!: string;
}
