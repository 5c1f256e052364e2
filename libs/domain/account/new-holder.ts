import { type Policy } from '../policy/policy.js';
import { type Violation } from '../rules.js';
import { emailAddressViolations } from './contact-data.js';
import { type SignInMethod } from './holder-fields.js';

/** USR-02: what is given of the person when an account is made. The edge has checked alphabets and lengths. */
export interface NewHolder {
  readonly organisation: string;
  readonly signInMethod: SignInMethod;
  readonly surname: string;
  readonly initials: string;
  readonly prefix?: string;
  readonly telephone: string;
  readonly emailAddress: string;
  readonly function?: string;
  /** USR-03: chosen, with `token`. */
  readonly username?: string;
}

/** Whether another account holds the value, as read from its reservation. */
export interface Taken {
  readonly emailAddress: boolean;
  readonly username: boolean;
}

export const emailAddressTaken: Violation = {
  rule: 'USR-04',
  field: 'emailAddress',
  message: 'Another account has this e-mail address; give one that is the person’s own.',
};

/** USR-03, USR-04: everything that is wrong, told at once. */
export function holderViolations(holder: NewHolder, taken: Taken, policy: Policy): Violation[] {
  const violations = [
    ...usernameViolations(holder, taken),
    ...emailAddressViolations(holder.emailAddress, policy),
  ];
  if (taken.emailAddress) violations.push(emailAddressTaken);
  return violations;
}

function usernameViolations({ signInMethod, username }: NewHolder, taken: Taken): Violation[] {
  const rule = 'USR-03';
  const field = 'username';
  if (signInMethod === 'eherkenning')
    return username === undefined
      ? []
      : [{ rule, field, message: 'With eherkenning no username may be given; the system assigns one.' }];
  if (username === undefined) return [{ rule, field, message: 'With token a username must be given.' }];
  return taken.username
    ? [{ rule, field, message: 'This username has been given out before; choose another one.' }]
    : [];
}
