import { defineEvent, oneOf, optional, record, text, texts, type EventsOf } from '../catalogue.js';
import { type Kenmerk } from '../role/role.js';
import { holderFields } from './holder-fields.js';
import { holdsRightMeans } from './right-means.js';
import { activationCodeEvents } from './activation-code-events.js';
import { administratorEvents } from './administrator-events.js';
import { contactDataEvents } from './contact-data-events.js';
import { couplingEvents } from './coupling-events.js';
import { markedOfficeStaff, unmarkedOfficeStaff } from './office-staff-events.js';
import { passwordEvents } from './password-events.js';
import { requestEvents } from './request-events.js';
import { reminderDue } from './reminder-events.js';
import { tokenEvents } from './token-events.js';

/** The story of an account, in the order in which it usually goes. */

export const userCreated = defineEvent({
  type: 'account.user-created',
  version: 1,
  fields: { ...holderFields, holdsRightMeans },
  nl: '{actor} maakte gebruiker {initials} {prefix|{prefix} }{surname} aan bij {organisation}, inloggen met {signInMethod}{holdsRightMeans|, met de verklaring dat de persoon het juiste middel heeft en ervan weet}.',
  en: '{actor} created user {initials} {prefix|{prefix} }{surname} at {organisation}, signing in with {signInMethod}{holdsRightMeans|, with the word that the person holds the right means and knows of it}.',
});

export const roleGranted = defineEvent({
  type: 'account.role-granted',
  version: 1,
  fields: { role: text, kenmerken: record<readonly Kenmerk[]>('list of type and value') },
  nl: '{actor} kende rol {role} toe voor {kenmerken}.',
  en: '{actor} granted role {role} for {kenmerken}.',
});

export const roleWithdrawn = defineEvent({
  type: 'account.role-withdrawn',
  version: 1,
  fields: { role: text, kenmerken: record<readonly Kenmerk[]>('list of type and value') },
  nl: '{actor} trok rol {role} in voor {kenmerken}.',
  en: '{actor} withdrew role {role} for {kenmerken}.',
});

export const usernameLetterPrinted = defineEvent({
  type: 'account.username-letter-printed',
  version: 1,
  fields: {},
  nl: '{actor} drukte de brief met de gebruikersnaam af.',
  en: '{actor} printed the letter with the username.',
});

/** `no-longer-works-here`: as the administrator confirmed (END-01). `organisation-left`: with all others of it (ORG-05). */
export const endReasons = ['no-longer-works-here', 'organisation-left', 'stepped-down'] as const;
export type EndReason = (typeof endReasons)[number];

export const accountEnded = defineEvent({
  type: 'account.ended',
  version: 1,
  fields: {
    /** Streams of the reservations that become free; the username's is not among them (USR-03). */
    reservations: texts,
    because: optional(oneOf(...endReasons)),
  },
  nl: '{actor} beëindigde het account{because| ({because})}.',
  en: '{actor} ended the account{because| ({because})}.',
});

/** `generator-reported`: until the replacement is in use (TOK-07). `on-request`: until the service desk lifts it. */
export const blockReasons = ['generator-reported', 'on-request'] as const;
export type BlockReason = (typeof blockReasons)[number];

export const accountBlocked = defineEvent({
  type: 'account.blocked',
  version: 1,
  fields: { reason: oneOf(...blockReasons) },
  nl: '{actor} blokkeerde het account ({reason}).',
  en: '{actor} blocked the account ({reason}).',
});

export const accountUnblocked = defineEvent({
  type: 'account.unblocked',
  version: 1,
  fields: {},
  nl: '{actor} hief de blokkering van het account op.',
  en: '{actor} lifted the block of the account.',
});

export const reservationAbandoned = defineEvent({
  type: 'account.reservation-abandoned',
  version: 1,
  fields: { reservation: text },
  nl: 'Een reservering voor dit account is niet gebruikt en vervallen.',
  en: 'A reservation for this account was not used and has lapsed.',
});

export const accountEvents = [
  userCreated,
  ...administratorEvents,
  roleGranted,
  roleWithdrawn,
  ...activationCodeEvents,
  ...couplingEvents,
  usernameLetterPrinted,
  ...contactDataEvents,
  ...passwordEvents,
  ...tokenEvents,
  ...requestEvents,
  reminderDue,
  accountBlocked,
  accountUnblocked,
  markedOfficeStaff,
  unmarkedOfficeStaff,
  accountEnded,
  reservationAbandoned,
] as const;

export type AccountEvent = EventsOf<typeof accountEvents>;
