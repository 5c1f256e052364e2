import { defineEvent, flag, oneOf, optional, personal, text, texts } from '../catalogue.js';

/** How the holder is reached, and that an old address is told of a new one (USR-08). */

export const contactDataChanged = defineEvent({
  type: 'account.contact-data-changed',
  version: 1,
  fields: {
    telephone: optional(personal(text)),
    function: optional(personal(text)),
    functionEmptied: optional(flag),
  },
  nl: '{actor} wijzigde de contactgegevens{telephone|, telefoonnummer {telephone}}{function|, functie {function}}{functionEmptied|, functie leeggemaakt}.',
  en: '{actor} changed the contact data{telephone|, telephone number {telephone}}{function|, function {function}}{functionEmptied|, function emptied}.',
});

export const emailAddressChanged = defineEvent({
  type: 'account.email-address-changed',
  version: 1,
  fields: {
    emailAddress: personal(text),
    /** Stream of the reservation that the account stands on now. */
    reservation: text,
    /** Streams of the reservations that become free. */
    released: texts,
  },
  nl: '{actor} wijzigde het e-mailadres in {emailAddress}.',
  en: '{actor} changed the e-mail address to {emailAddress}.',
});

export const oldAddressTold = defineEvent({
  type: 'account.old-address-told',
  version: 1,
  /** `changeId`: id of the event with which the address changed. */
  fields: { changeId: text, messageId: text },
  nl: 'Aan het oude e-mailadres is gemaild dat het is gewijzigd (bericht {messageId}).',
  en: 'The old e-mail address was told by mail of the change (message {messageId}).',
});

/** As of a code's mail; a mail that bounces later stands with the mail itself. */
export const oldAddressMailFailures = ['not-accepted', 'unreadable', 'too-late', 'unknown'] as const;
export type OldAddressMailFailure = (typeof oldAddressMailFailures)[number];

export const oldAddressNotTold = defineEvent({
  type: 'account.old-address-not-told',
  version: 1,
  fields: { changeId: text, failure: oneOf(...oldAddressMailFailures) },
  nl: 'Aan het oude e-mailadres kon niet worden gemaild dat het is gewijzigd ({failure}).',
  en: 'The old e-mail address could not be told by mail of the change ({failure}).',
});

export const contactDataEvents = [
  contactDataChanged,
  emailAddressChanged,
  oldAddressTold,
  oldAddressNotTold,
] as const;
