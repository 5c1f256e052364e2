import { count, defineEvent, type EventsOf, instant, oneOf, optional, text } from '../catalogue.js';

/** The story of a mail, in the order in which it usually goes. Nothing personal is in it: no address, no word of a server. */

/**
 * What a mail is about; which event asks for it stands in mails-by-event. The last three remind of a deadline.
 */
export const mailKinds = [
  'activation-code',
  'email-address-changed',
  'means-coupled',
  'means-decoupled',
  'coupling-lapsed',
  'password-issued',
  'password-reset',
  'password-changed',
  'generator-called-back',
  'account-blocked',
  'account-unblocked',
  'password-expires',
  'coupling-lapses',
  'activation-code-unused',
] as const;
export type MailKind = (typeof mailKinds)[number];

/** How mail leaves: as a file that a mail program opens, or handed to a mail server. */
export const mailWays = ['file', 'smtp'] as const;
export type MailWay = (typeof mailWays)[number];

/**
 * `expired`: it could not leave while it was of use. `unknown-twice`: twice nobody knows whether it arrived, and it goes
 * no third time (ACT-06).
 */
export const giveUpReasons = ['expired', 'no-longer-needed', 'unreadable', 'unknown-twice'] as const;
export type GiveUpReason = (typeof giveUpReasons)[number];

/** Whose mail it is, so that everything that became of an account's mails is found by the account. */
const account = text;

export const mailAskedFor = defineEvent({
  type: 'mail.asked-for',
  version: 1,
  fields: {
    kind: oneOf(...mailKinds),
    account,
    /** Id of the event of the account that asks for it. */
    cause: text,
    /** Id of the activation code in it. */
    codeId: optional(text),
    /** After this it is of no use any more. */
    triedUntil: instant,
  },
  nl: 'Er is een mail gevraagd ({kind}), te versturen tot {triedUntil}.',
  en: 'A mail was asked for ({kind}), to be sent until {triedUntil}.',
});

export const mailTried = defineEvent({
  type: 'mail.tried',
  version: 1,
  fields: {
    account,
    /** From 1. Recorded before the first byte goes out, so that a mail without an outcome may have arrived. */
    attempt: count,
    by: oneOf(...mailWays),
  },
  nl: 'De mail gaat weg (poging {attempt}, {by}).',
  en: 'The mail is leaving (attempt {attempt}, {by}).',
});

export const mailSent = defineEvent({
  type: 'mail.sent',
  version: 1,
  fields: {
    account,
    /** Message-ID (RFC 5322), the same at every attempt. */
    messageId: text,
    /** Reply code of the mail server (RFC 5321); absent where it is a file. */
    reply: optional(count),
  },
  nl: 'De mail is verzonden (bericht {messageId}{reply|, antwoord {reply}}).',
  en: 'The mail was sent (message {messageId}{reply|, reply {reply}}).',
});

/** What a mail server answered: reply code (RFC 5321) and, where given, enhanced status code (RFC 3463), as in 5.1.1. */
const answer = { reply: optional(count), status: optional(text) };

export const mailDeferred = defineEvent({
  type: 'mail.deferred',
  version: 1,
  fields: { account, ...answer, triedAgainAt: instant },
  nl: 'De mail is nog niet aangenomen{reply|, antwoord {reply}}{status| ({status})}; opnieuw vanaf {triedAgainAt}.',
  en: 'The mail was not accepted yet{reply|, reply {reply}}{status| ({status})}; again from {triedAgainAt}.',
});

export const mailRefused = defineEvent({
  type: 'mail.refused',
  version: 1,
  fields: { account, ...answer },
  nl: 'De mail is voorgoed geweigerd{reply|, antwoord {reply}}{status| ({status})}.',
  en: 'The mail was refused for good{reply|, reply {reply}}{status| ({status})}.',
});

export const mailBounced = defineEvent({
  type: 'mail.bounced',
  version: 1,
  fields: {
    account,
    /** Enhanced status code (RFC 3463) of the notification (RFC 3464). */
    status: text,
  },
  nl: 'De mail is teruggekomen als onbestelbaar ({status}).',
  en: 'The mail came back as undeliverable ({status}).',
});

export const mailGivenUp = defineEvent({
  type: 'mail.given-up',
  version: 1,
  fields: { account, reason: oneOf(...giveUpReasons) },
  nl: 'De mail gaat niet meer weg ({reason}).',
  en: 'The mail will leave no more ({reason}).',
});

export const mailEvents = [
  mailAskedFor,
  mailTried,
  mailSent,
  mailDeferred,
  mailRefused,
  mailBounced,
  mailGivenUp,
] as const;

export type MailEvent = EventsOf<typeof mailEvents>;
