import { formFields } from '../board-form.js';
import { defineEvent, oneOf, record, text, texts } from '../catalogue.js';
import { type Kenmerk } from '../role/role.js';
import { holderFields } from './holder-fields.js';

/** How somebody becomes an administrator, what they may hand out, and how they stop (ADM). */

interface ProposedAuthorisation {
  readonly organisation: string;
  readonly role: string;
  readonly kenmerken: readonly Kenmerk[];
}

/** ADM-11: what one of the service desk has put in from the board's form; it is no account until another confirms it. */
export const administratorProposed = defineEvent({
  type: 'account.administrator-proposed',
  version: 1,
  fields: {
    ...holderFields,
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
  fields: holderFields,
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

/** What the authorisations are changed on, after the appointment. */
export const administratorFormRecorded = defineEvent({
  type: 'account.administrator-form-recorded',
  version: 1,
  fields: formFields,
  nl: '{actor} legde formulier {formReference} van het bestuur vast over de rechten van de beheerder, ontvangen op {dateReceived}, ondertekend door {signatory}.',
  en: "{actor} recorded the board's form {formReference} about the administrator's rights, received on {dateReceived}, signed by {signatory}.",
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

export const administratorEvents = [
  administratorProposed,
  administratorProposalRejected,
  administratorCreated,
  administratorAppointed,
  administratorFormRecorded,
  administratorSteppedDown,
  administratorAuthorisationGranted,
  administratorAuthorisationWithdrawn,
] as const;
