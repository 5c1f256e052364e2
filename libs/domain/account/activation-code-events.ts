import { count, defineEvent, inDelivery, instant, oneOf, text } from '../catalogue.js';

/** The one-time code that proves the right to couple a means (ACT). */

export const activationCodeMade = defineEvent({
  type: 'account.activation-code-made',
  version: 1,
  fields: {
    codeId: text,
    /** Keyed hash of the code: what is typed can be compared, nothing can be read back (ACT-07). */
    digest: text,
    expiresAt: instant,
    /** The code on its way to the mail; its key is destroyed when the mail has left. */
    code: inDelivery(text, 'codeId'),
  },
  nl: '{actor} liet een activatiecode maken, geldig tot {expiresAt}.',
  en: '{actor} had an activation code made, valid until {expiresAt}.',
});

export const voidReasons = [
  'replaced',
  'wrong-combinations',
  'coupled',
  'not-mailed',
  'email-address-changed',
  'ended',
] as const;
export type VoidReason = (typeof voidReasons)[number];

export const activationCodeVoided = defineEvent({
  type: 'account.activation-code-voided',
  version: 1,
  fields: { codeId: text, reason: oneOf(...voidReasons) },
  nl: 'De activatiecode is ongeldig geworden ({reason}).',
  en: 'The activation code became void ({reason}).',
});

export const activationCodeMailed = defineEvent({
  type: 'account.activation-code-mailed',
  version: 1,
  fields: { codeId: text, messageId: text },
  nl: 'De activatiecode is gemaild naar het vastgelegde e-mailadres (bericht {messageId}).',
  en: 'The activation code was mailed to the e-mail address on record (message {messageId}).',
});

/**
 * `unknown`: twice nobody knows whether the mail arrived, and it goes no third time. `bounced`: it came back after it
 * had left (ACT-06).
 */
export const codeMailFailures = ['not-accepted', 'unreadable', 'too-late', 'unknown', 'bounced'] as const;
export type CodeMailFailure = (typeof codeMailFailures)[number];

export const activationCodeMailFailed = defineEvent({
  type: 'account.activation-code-mail-failed',
  version: 1,
  fields: { codeId: text, failure: oneOf(...codeMailFailures) },
  nl: 'De activatiecode kon niet worden gemaild ({failure}).',
  en: 'The activation code could not be mailed ({failure}).',
});

export const activationCodeExpired = defineEvent({
  type: 'account.activation-code-expired',
  version: 1,
  fields: {
    codeId: text,
    /** The moment from which it holds; it may be recorded later (architecture 15). */
    since: instant,
  },
  nl: 'De activatiecode is sinds {since} verlopen zonder dat ermee is gekoppeld.',
  en: 'The activation code has expired since {since} without having coupled anything.',
});

export const couplingTriedWrongly = defineEvent({
  type: 'account.coupling-tried-wrongly',
  version: 1,
  fields: { codeId: text, tries: count },
  nl: 'Er is een verkeerde combinatie van gebruikersnaam en activatiecode ingevuld ({tries} keer bij deze code).',
  en: 'A wrong combination of username and activation code was entered ({tries} times for this code).',
});

export const activationCodeEvents = [
  activationCodeMade,
  activationCodeVoided,
  activationCodeMailed,
  activationCodeMailFailed,
  activationCodeExpired,
  couplingTriedWrongly,
] as const;
