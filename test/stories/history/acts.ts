import fc from 'fast-check';

/** What somebody does; few people, values and roles, so that they meet. */
export interface Act {
  readonly kind: (typeof kinds)[number];
  /** Which administrator does it, where an administrator does. */
  readonly by: number;
  /** Which account it is about, administrators' own included; counted round. */
  readonly account: number;
  /** Which e-mail address, username, means or span of time. */
  readonly value: number;
  readonly role: 'registreren' | 'examens';
  /** What is the less usual: by the service desk where it may, at the other organisation, with the older code. */
  readonly other: boolean;
}

const kinds = [
  'create-with-token',
  'create',
  'propose',
  'confirm',
  'grant',
  'withdraw',
  'convert',
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
  'leave',
  'step-down',
  'report-means',
  'seed',
  'issue-token',
  'report-token',
  'return-token',
  'issue-password',
  'block',
  'unblock',
  'wait',
] as const;

const act = (...some: readonly Act['kind'][]): fc.Arbitrary<Act> =>
  fc.record({
    kind: fc.constantFrom(...some),
    by: fc.constantFrom(0, 0, 1, 2),
    account: fc.nat(9),
    value: fc.nat(5),
    role: fc.constantFrom('registreren', 'examens'),
    other: fc.constantFrom(false, false, false, true),
  });

/** Anything in any order; what most lives are made of comes most. */
export const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: act(...kinds) },
    { weight: 5, arbitrary: act('mail-code', 'convert', 'couple', 'couple', 'decouple', 'couple-again') },
    { weight: 1, arbitrary: act('change-address') },
    { weight: 2, arbitrary: act('seed', 'issue-token', 'report-token', 'return-token') },
    { weight: 2, arbitrary: act('grant', 'grant', 'withdraw', 'authorise', 'narrow') },
    { weight: 1, arbitrary: act('give-mandate', 'end-mandate', 'grant') },
  ),
  { minLength: 60, maxLength: 120, size: 'max' },
);
