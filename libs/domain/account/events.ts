import { formFields } from '../board-form.js';
import {
  count,
  defineEvent,
  flag,
  type EventsOf,
  inDelivery,
  instant,
  oneOf,
  optional,
  personal,
  record,
  text,
  texts,
} from '../catalogue.js';
import { assuranceLevels } from '../means/means.js';
import { type Kenmerk } from '../role/role.js';
import { couplingLapsed, meansProblemReported } from './coupling-events.js';
import { markedOfficeStaff, unmarkedOfficeStaff } from './office-staff-events.js';
import { passwordEvents } from './password-events.js';
import { tokenEvents } from './token-events.js';

/** The story of an account, in the order in which it usually goes. */

export const signInMethods = ['token', 'eherkenning'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** CNV-05: the administrator's word that the person holds the right means and knows of it. Older events have none. */
const holdsRightMeans = optional(flag);
interface ProposedAuthorisation {
  readonly organisation: string;
  readonly role: string;
  readonly kenmerken: readonly Kenmerk[];
}

const holder = {
  organisation: text,
  signInMethod: oneOf(...signInMethods),
  username: personal(text),
  surname: personal(text),
  initials: personal(text),
  prefix: optional(personal(text)),
  telephone: personal(text),
  emailAddress: personal(text),
  function: optional(personal(text)),
  /** Streams of the reservations that the account stands on. */
  reservations: texts,
};

export const userCreated = defineEvent({
  type: 'account.user-created',
  version: 1,
  fields: { ...holder, holdsRightMeans },
  nl: '{actor} maakte gebruiker {initials} {prefix|{prefix} }{surname} aan bij {organisation}, inloggen met {signInMethod}{holdsRightMeans|, met de verklaring dat de persoon het juiste middel heeft en ervan weet}.',
  en: '{actor} created user {initials} {prefix|{prefix} }{surname} at {organisation}, signing in with {signInMethod}{holdsRightMeans|, with the word that the person holds the right means and knows of it}.',
});

/** ADM-11: what one of the service desk has put in from the board's form; it is no account until another confirms it. */
export const administratorProposed = defineEvent({
  type: 'account.administrator-proposed',
  version: 1,
  fields: {
    ...holder,
    ...formFields,
    authorisations: record<readonly ProposedAuthorisation[]>('list of organisation, role and kenmerken'),
    /** Pseudonym. */
    proposedBy: text,
  },
  nl: '{actor} stelde op formulier {formReference} van het bestuur voor om {initials} {prefix|{prefix} }{surname} van {organisation} als beheerder vast te leggen; een ander moet dat bevestigen.',
  en: "{actor} proposed on the board's form {formReference} to record {initials} {prefix|{prefix} }{surname} of {organisation} as administrator; somebody else has to confirm it.",
});

export const administratorProposalRejected = defineEvent({
  type: 'account.administrator-proposal-rejected',
  version: 1,
  fields: {
    /** Streams of the reservations that become free. */
    reservations: texts,
  },
  nl: '{actor} wees het voorstel om deze beheerder vast te leggen af.',
  en: '{actor} turned down the proposal to record this administrator.',
});

export const administratorCreated = defineEvent({
  type: 'account.administrator-created',
  version: 1,
  fields: holder,
  nl: '{actor} legde een account vast voor beheerder {initials} {prefix|{prefix} }{surname} van {organisation}, inloggen met {signInMethod}.',
  en: '{actor} recorded an account for administrator {initials} {prefix|{prefix} }{surname} of {organisation}, signing in with {signInMethod}.',
});

export const administratorAppointed = defineEvent({
  type: 'account.administrator-appointed',
  version: 1,
  fields: formFields,
  nl: '{actor} stelde de beheerder aan op formulier {formReference} van het bestuur, ontvangen op {dateReceived}, ondertekend door {signatory}.',
  en: "{actor} appointed the administrator on the board's form {formReference}, received on {dateReceived}, signed by {signatory}.",
});

export const administratorAuthorisationGranted = defineEvent({
  type: 'account.administrator-authorisation-granted',
  version: 1,
  fields: { organisation: text, role: text, kenmerken: record<readonly Kenmerk[]>('list of type and value') },
  nl: '{actor} gaf de beheerder het recht om rol {role} toe te kennen bij {organisation} voor {kenmerken}.',
  en: '{actor} gave the administrator the right to grant role {role} at {organisation} for {kenmerken}.',
});

export const administratorAuthorisationWithdrawn = defineEvent({
  type: 'account.administrator-authorisation-withdrawn',
  version: 1,
  fields: { organisation: text, role: text, kenmerken: record<readonly Kenmerk[]>('list of type and value') },
  nl: '{actor} trok het recht van de beheerder in om rol {role} toe te kennen bij {organisation} voor {kenmerken}.',
  en: '{actor} withdrew the administrator’s right to grant role {role} at {organisation} for {kenmerken}.',
});

/** ADM-06: what the board's form says of the account. */
export const afterSteppingDown = ['stays-on-as-user', 'account-ends'] as const;
export type AfterSteppingDown = (typeof afterSteppingDown)[number];

/** ADM-06: with it all administrator authorisations are gone. */
export const administratorSteppedDown = defineEvent({
  type: 'account.administrator-stepped-down',
  version: 1,
  fields: { ...formFields, afterwards: oneOf(...afterSteppingDown) },
  nl: '{actor} meldde de beheerder af op formulier {formReference} van het bestuur, ontvangen op {dateReceived}, ondertekend door {signatory} ({afterwards}).',
  en: "{actor} recorded that the administrator steps down, on the board's form {formReference}, received on {dateReceived}, signed by {signatory} ({afterwards}).",
});

/** What the authorisations are changed on, after the appointment. */
export const administratorFormRecorded = defineEvent({
  type: 'account.administrator-form-recorded',
  version: 1,
  fields: formFields,
  nl: '{actor} legde formulier {formReference} van het bestuur vast over de rechten van de beheerder, ontvangen op {dateReceived}, ondertekend door {signatory}.',
  en: "{actor} recorded the board's form {formReference} about the administrator's rights, received on {dateReceived}, signed by {signatory}.",
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

export const activationCodeMailFailed = defineEvent({
  type: 'account.activation-code-mail-failed',
  version: 1,
  fields: { codeId: text, failure: oneOf('not-accepted', 'unreadable', 'too-late') },
  nl: 'De activatiecode kon niet worden gemaild ({failure}).',
  en: 'The activation code could not be mailed ({failure}).',
});

export const couplingTriedWrongly = defineEvent({
  type: 'account.coupling-tried-wrongly',
  version: 1,
  fields: { codeId: text, tries: count },
  nl: 'Er is een verkeerde combinatie van gebruikersnaam en activatiecode ingevuld ({tries} keer bij deze code).',
  en: 'A wrong combination of username and activation code was entered ({tries} times for this code).',
});

export const meansCoupled = defineEvent({
  type: 'account.coupled',
  version: 1,
  fields: {
    /** Coupling key: keyed hash of pseudonym and legal subject. */
    means: text,
    pseudonym: personal(text),
    legalSubject: personal(text),
    level: oneOf(...assuranceLevels),
    codeId: text,
    /** Versions of the texts that were accepted (EHK-02). */
    privacyStatement: text,
    termsOfUse: text,
    reservation: text,
    /** EHK-05: without signing in until then, the coupling is undone. Events of before this rule have none. */
    lapsesAt: optional(instant),
  },
  nl: 'Een eHerkenningsmiddel ({level}) is gekoppeld; privacyverklaring {privacyStatement} en gebruiksvoorwaarden {termsOfUse} zijn aanvaard.',
  en: 'An eHerkenning means ({level}) was coupled; privacy statement {privacyStatement} and terms of use {termsOfUse} were accepted.',
});

export const meansCoupledAgain = defineEvent({
  type: 'account.coupled-again',
  version: 1,
  fields: {
    means: text,
    level: oneOf(...assuranceLevels),
    /** EHK-05, as in `account.coupled`. */
    lapsesAt: optional(instant),
  },
  nl: 'Het vorige eHerkenningsmiddel ({level}) is zonder code opnieuw gekoppeld door ermee in te loggen.',
  en: 'The previous eHerkenning means ({level}) was coupled again without a code, by signing in with it.',
});

/** EHK-07: what an administrator gives. */
export const decoupleReasons = ['wrong-account', 'new-supplier'] as const;
export type DecoupleReason = (typeof decoupleReasons)[number];

export const meansDecoupled = defineEvent({
  type: 'account.decoupled',
  version: 1,
  /** `reported`: EHK-06. */
  fields: { means: text, reason: oneOf(...decoupleReasons, 'reported'), holdsRightMeans },
  nl: '{actor} ontkoppelde het eHerkenningsmiddel ({reason}){holdsRightMeans|, met de verklaring dat de persoon het juiste middel heeft en ervan weet}.',
  en: '{actor} decoupled the eHerkenning means ({reason}){holdsRightMeans|, with the word that the person holds the right means and knows of it}.',
});

export const previousMeansReleased = defineEvent({
  type: 'account.previous-means-released',
  version: 1,
  fields: { means: text, reservation: text },
  nl: 'Het vorige eHerkenningsmiddel kan dit account niet meer zonder code koppelen.',
  en: 'The previous eHerkenning means can no longer couple this account without a code.',
});

export const usernameLetterPrinted = defineEvent({
  type: 'account.username-letter-printed',
  version: 1,
  fields: {},
  nl: '{actor} drukte de brief met de gebruikersnaam af.',
  en: '{actor} printed the letter with the username.',
});

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

export const oldAddressNotTold = defineEvent({
  type: 'account.old-address-not-told',
  version: 1,
  fields: { changeId: text, failure: oneOf('not-accepted', 'unreadable') },
  nl: 'Aan het oude e-mailadres kon niet worden gemaild dat het is gewijzigd ({failure}).',
  en: 'The old e-mail address could not be told by mail of the change ({failure}).',
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

export const conversionBegun = defineEvent({
  type: 'account.conversion-begun',
  version: 1,
  fields: {
    /** CNV-05: the administrator's word that the person holds the right means and knows of it. */
    holdsRightMeans: flag,
  },
  nl: '{actor} zette het account om naar eHerkenning; tot de koppeling blijft inloggen met token mogelijk.',
  en: '{actor} began the conversion to eHerkenning; until the coupling the token sign-in keeps working.',
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
  administratorProposed,
  administratorProposalRejected,
  administratorCreated,
  administratorAppointed,
  administratorFormRecorded,
  administratorSteppedDown,
  administratorAuthorisationGranted,
  administratorAuthorisationWithdrawn,
  roleGranted,
  roleWithdrawn,
  activationCodeMade,
  activationCodeVoided,
  activationCodeMailed,
  activationCodeMailFailed,
  couplingTriedWrongly,
  meansCoupled,
  meansCoupledAgain,
  meansDecoupled,
  previousMeansReleased,
  usernameLetterPrinted,
  contactDataChanged,
  emailAddressChanged,
  oldAddressTold,
  oldAddressNotTold,
  ...passwordEvents,
  ...tokenEvents,
  accountBlocked,
  accountUnblocked,
  conversionBegun,
  markedOfficeStaff,
  unmarkedOfficeStaff,
  meansProblemReported,
  couplingLapsed,
  accountEnded,
  reservationAbandoned,
] as const;

export type AccountEvent = EventsOf<typeof accountEvents>;
