import fc from 'fast-check';
import { type SignInMethod } from '#libs/domain/account/events';

/** Something that somebody does; few of each person, value and role, so that they meet. */
export interface Act {
  readonly kind: (typeof kinds)[number];
  /** Which administrator does it, where an administrator does. */
  readonly by: number;
  /** Which account it is about, administrators' own included; counted round. */
  readonly account: number;
  /** Which e-mail address, username, means or moment. */
  readonly value: number;
  readonly role: 'registreren' | 'examens';
  readonly method: SignInMethod;
  /** By the service desk where it may; at the other organisation; the older code. */
  readonly other: boolean;
}

const kinds = [
  'create',
  'grant',
  'withdraw',
  'mail-code',
  'couple',
  'couple-wrongly',
  'couple-again',
  'decouple',
  'end',
  'change-address',
  'authorise',
  'narrow',
  'give-mandate',
  'end-mandate',
  'wait',
] as const;

const act = (kind: fc.Arbitrary<Act['kind']>): fc.Arbitrary<Act> =>
  fc.record({
    kind,
    by: fc.nat(2),
    account: fc.nat(7),
    value: fc.nat(3),
    role: fc.constantFrom('registreren', 'examens'),
    method: fc.constantFrom('token', 'eherkenning', 'eherkenning'),
    other: fc.boolean(),
  });

/** Anything in any order. */
export const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: act(fc.constantFrom(...kinds)) },
    { weight: 3, arbitrary: act(fc.constantFrom('mail-code', 'couple', 'couple', 'decouple')) },
    { weight: 2, arbitrary: act(fc.constantFrom('create', 'grant')) },
  ),
  { minLength: 20, maxLength: 70, size: 'max' },
);
