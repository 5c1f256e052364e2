import { count, defineEvent, type EventsOf, flag, oneOf, optional, personal, text } from '../catalogue.js';

/** The story of a letter, in the order in which it usually goes. */

/**
 * `username`: ADM-09. `password`: PWD-10, TOK-02, TOK-03, ADM-08. `generator`: goes with a token generator (TOK-02,
 * TOK-03, ADM-08). `generator-called-back`: TOK-04. `organisation-left`: ORG-05. `move-announced`: ORG-06.
 */
export const letterKinds = [
  'username',
  'password',
  'generator',
  'generator-called-back',
  'organisation-left',
  'move-announced',
] as const;
export type LetterKind = (typeof letterKinds)[number];

export const channels = ['ordinary-post', 'registered-post', 'courier'] as const;
export type Channel = (typeof channels)[number];

export const letterVoidReasons = [
  'account-ended',
  'means-coupled',
  'replaced',
  'no-longer-needed',
  'administrator-gone',
  'undeliverable',
  'unreadable',
] as const;
export type LetterVoidReason = (typeof letterVoidReasons)[number];

export const undeliverableReasons = ['returned', 'refused', 'identity-not-shown', 'lost-on-the-way'] as const;
export type UndeliverableReason = (typeof undeliverableReasons)[number];

/** Why the service desk has a letter made anew. */
export const openedAgainReasons = [
  'printed-badly',
  'damaged',
  'address-corrected',
  'lost-on-the-way',
] as const;
export type OpenedAgainReason = (typeof openedAgainReasons)[number];

export const letterAskedFor = defineEvent({
  type: 'letter.asked-for',
  version: 1,
  fields: {
    kind: oneOf(...letterKinds),
    channel: oneOf(...channels),
    /** Whose account it is about; absent where it is about the organisation. */
    account: optional(text),
    /** Where it goes. */
    organisation: text,
    /** Account of the administrator who gets it; absent where it goes to the holder (ADM-08, TOK-02). */
    deliveredTo: optional(text),
    /** Id and serial number of the token generator that it is about. */
    generator: optional(text),
    serialNumber: optional(text),
    /** Id of the delivery of the secret in it; its key opens the printable letter (architecture 11). */
    delivery: optional(text),
    /** ORG-06: date of the move, Europe/Amsterdam. */
    movesOn: optional(text),
  },
  nl: 'Er is een brief gevraagd ({kind}), te versturen per {channel}.',
  en: 'A letter was asked for ({kind}), to be sent by {channel}.',
});

export const letterMade = defineEvent({
  type: 'letter.made',
  version: 2,
  fields: {
    /** Account, or organisation, whose data stand in it; the archived letter is sealed with its key. */
    about: text,
    /** Which time it was made: the second after it was opened again, and so on. */
    making: count,
    /** The number on it, as in `2026-000123`; those made before there were numbers have none. */
    number: optional(text),
    /** SHA-256 of the archived letter as it lies there, sealed: lower case hexadecimal. */
    archive: optional(text),
    /** Of letters made before they were PDF: what stood in it, without the secret. */
    text: optional(personal(text, 'about')),
    /** Whether an address of the organisation was on record. */
    addressOnRecord: flag,
  },
  nl: 'De brief{number| met nummer {number}} is gemaakt en staat in de afdrukrij.',
  en: 'The letter{number| with number {number}} was made and stands in the print queue.',
});

export const letterPrinted = defineEvent({
  type: 'letter.printed',
  version: 1,
  fields: {},
  nl: '{actor} nam de brief uit de afdrukrij; daarna is hij niet meer te lezen.',
  en: '{actor} took the letter from the print queue; after that it can’t be read any more.',
});

export const letterSent = defineEvent({
  type: 'letter.sent',
  version: 1,
  fields: { trackingNumber: optional(text) },
  nl: '{actor} verstuurde de brief{trackingNumber| (zending {trackingNumber})}.',
  en: '{actor} sent the letter{trackingNumber| (consignment {trackingNumber})}.',
});

export const letterDelivered = defineEvent({
  type: 'letter.delivered',
  version: 1,
  fields: {
    /** By courier: the person proved who they are (ADM-08, ADM-09). */
    identityChecked: optional(flag),
  },
  nl: '{actor} legde vast dat de brief is bezorgd{identityChecked|, tegen bewijs van identiteit}.',
  en: '{actor} recorded that the letter was delivered{identityChecked|, against proof of identity}.',
});

export const letterUndeliverable = defineEvent({
  type: 'letter.undeliverable',
  version: 1,
  fields: { reason: oneOf(...undeliverableReasons) },
  nl: '{actor} legde vast dat de brief niet kon worden bezorgd ({reason}).',
  en: '{actor} recorded that the letter could not be delivered ({reason}).',
});

export const letterOpenedAgain = defineEvent({
  type: 'letter.opened-again',
  version: 1,
  fields: {
    reason: oneOf(...openedAgainReasons),
    /** How often by now. */
    times: count,
  },
  nl: '{actor} liet de brief opnieuw maken ({reason}); dat is {times} keer gebeurd.',
  en: '{actor} had the letter made again ({reason}); that has happened {times} times.',
});

export const letterVoided = defineEvent({
  type: 'letter.voided',
  version: 1,
  fields: { reason: oneOf(...letterVoidReasons) },
  nl: 'De brief is vervallen ({reason}).',
  en: 'The letter became void ({reason}).',
});

export const letterEvents = [
  letterAskedFor,
  letterMade,
  letterPrinted,
  letterSent,
  letterDelivered,
  letterUndeliverable,
  letterOpenedAgain,
  letterVoided,
] as const;

export type LetterEvent = EventsOf<typeof letterEvents>;
