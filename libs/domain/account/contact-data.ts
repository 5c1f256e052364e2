import { type Policy } from '../policy/policy.js';
import { type Violation } from '../rules.js';

/** Alphabets and lengths of what people give of themselves (USR-02). The edge refuses what doesn't fit. */
export const forms = {
  /**
   * Letters of any script with marks, and what Dutch names hold besides; a letter at least. No bidi or invisible
   * characters: among letters and marks those are the default ignorable ones (UAX #44).
   */
  surname: { pattern: /^(?!.*\p{DI})[\p{L}][\p{L}\p{M}'’.\- ]*$/u, max: 100 },
  initials: { pattern: /^(?!.*\p{DI})(?=.*\p{L})[\p{L}\p{M}.\- ]+$/u, max: 20 },
  prefix: { pattern: /^(?!.*\p{DI})(?=.*\p{L})[\p{L}\p{M}'’. ]+$/u, max: 20 },
  /** 9 to 15 digits (E.164 allows 15) with an optional +, spaces and hyphens. */
  telephone: { pattern: /^\+?[0-9](?:[ \-]{0,3}[0-9]){8,14}$/, max: 20 },
  function: { pattern: /^(?!.*\p{DI})(?=.*[\p{L}\p{N}])[\p{L}\p{M}\p{N}'’.,&()/+\- ]+$/u, max: 100 },
  /** USR-03: chosen by the administrator, as in `Drenth99ED`. */
  username: { pattern: /^[A-Za-z0-9][A-Za-z0-9._\-]{4,31}$/, max: 32 },
  /** RFC 5321 dot-string and domain, ASCII only: what is unique must look unique. */
  emailAddress: {
    pattern:
      /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9\-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/,
    max: 254,
  },
} as const;

/** USR-04: two addresses are the same whatever their case. */
export const foldEmailAddress = (emailAddress: string): string => emailAddress.toLowerCase();

/** USR-03: two usernames are the same whatever their case. */
export const foldUsername = (username: string): string => username.toLowerCase();

/** USR-04 (+): no shared mailbox, no free consumer provider. */
export function emailAddressViolations(emailAddress: string, policy: Policy): Violation[] {
  const [local = '', domain = ''] = foldEmailAddress(emailAddress).split('@');
  const violations: Violation[] = [];
  const mailbox = local.split('+')[0] ?? local;
  if (policy['emailAddress.sharedMailboxes'].includes(mailbox))
    violations.push({
      rule: 'USR-04',
      field: 'emailAddress',
      message: 'This is the address of a shared mailbox; give a personal business address.',
    });
  if (policy['emailAddress.consumerProviders'].some((one) => domain === one || domain.endsWith(`.${one}`)))
    violations.push({
      rule: 'USR-04',
      field: 'emailAddress',
      message: 'This is an address of a consumer provider; give a personal business address.',
    });
  return violations;
}
