import { credential, defineEvent, inDelivery, instant, oneOf, optional, text } from '../catalogue.js';

/** `letter`: by the service desk, by ordinary post (PWD-10, TOK-02, TOK-03). `reset`: by the administrator, shown once (PWD-09). */
export const passwordWays = ['letter', 'reset'] as const;
export type PasswordWay = (typeof passwordWays)[number];

export const passwordIssued = defineEvent({
  type: 'account.password-issued',
  version: 1,
  fields: {
    /** Argon2id in PHC form; what is typed can be compared, nothing can be read back. */
    digest: credential(text),
    way: oneOf(...passwordWays),
    /** PWD-07: moment after which the next sign-in must change it. */
    goodUntil: instant,
    /** Id of the delivery; a `reset` has one too, and no password in it: who reset it was shown it. */
    delivery: text,
    /** The password on its way to the letter; its key is destroyed when the letter has been taken. */
    password: optional(inDelivery(text, 'delivery')),
  },
  nl: '{actor} gaf een nieuw wachtwoord uit ({way}); het moet na de eerste keer inloggen worden gewijzigd.',
  en: '{actor} issued a new password ({way}); it must be changed after the first sign-in.',
});

export const passwordChanged = defineEvent({
  type: 'account.password-changed',
  version: 1,
  fields: { digest: credential(text), goodUntil: instant },
  nl: '{actor} wijzigde het wachtwoord, goed tot {goodUntil}.',
  en: '{actor} changed the password, good until {goodUntil}.',
});

/** `undeliverable`: its letter did not arrive, nobody knows who read it. `unreadable`: its letter can't be printed. */
export const passwordVoidReasons = ['undeliverable', 'unreadable'] as const;
export type PasswordVoidReason = (typeof passwordVoidReasons)[number];

export const passwordVoided = defineEvent({
  type: 'account.password-voided',
  version: 1,
  fields: {
    /** Id of the delivery of the password that is void. */
    delivery: text,
    reason: oneOf(...passwordVoidReasons),
  },
  nl: 'Het wachtwoord uit de brief is vervallen ({reason}).',
  en: 'The password in the letter became void ({reason}).',
});

export const passwordEvents = [passwordIssued, passwordChanged, passwordVoided] as const;
