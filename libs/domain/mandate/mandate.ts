import { formFields } from '../board-form.js';
import { defineEvent, type EventsOf, text, texts } from '../catalogue.js';

const between = { givingOrganisation: text, receivingOrganisation: text };

export const mandateGiven = defineEvent({
  type: 'mandate.given',
  version: 1,
  fields: { ...between, roles: texts, ...formFields },
  nl: '{actor} legde vast dat {givingOrganisation} aan {receivingOrganisation} mandaat geeft voor {roles}, op formulier {formReference}, ontvangen op {dateReceived}, ondertekend door {signatory}.',
  en: '{actor} recorded that {givingOrganisation} gives {receivingOrganisation} a mandate for {roles}, on form {formReference}, received on {dateReceived}, signed by {signatory}.',
});

export const mandateEnded = defineEvent({
  type: 'mandate.ended',
  version: 1,
  fields: { ...between, ...formFields },
  nl: '{actor} legde vast dat het mandaat van {givingOrganisation} aan {receivingOrganisation} is beëindigd, op formulier {formReference}, ontvangen op {dateReceived}, ondertekend door {signatory}.',
  en: '{actor} recorded that the mandate of {givingOrganisation} to {receivingOrganisation} has ended, on form {formReference}, received on {dateReceived}, signed by {signatory}.',
});

/** ORG-05: no form of its own ends it. */
export const mandateLapsed = defineEvent({
  type: 'mandate.lapsed',
  version: 1,
  fields: { ...between, left: text },
  nl: 'Het mandaat van {givingOrganisation} aan {receivingOrganisation} is vervallen doordat {left} zich heeft afgemeld.',
  en: 'The mandate of {givingOrganisation} to {receivingOrganisation} lapsed because {left} has left.',
});

export const mandateEvents = [mandateGiven, mandateEnded, mandateLapsed] as const;
export type MandateEvent = EventsOf<typeof mandateEvents>;

/** All that one organisation lets another do in its name (ADM-05). Ended, it names no role. */
export interface Mandate {
  readonly givingOrganisation: string;
  readonly receivingOrganisation: string;
  /** Codes of the roles that it names. */
  readonly roles: ReadonlySet<string>;
}
export type MandateState = Mandate | undefined;

/** Mandates in force by the organisation that gave them: the roles that each names. */
export type Mandates = ReadonlyMap<string, ReadonlySet<string>>;

export function evolveMandate(state: MandateState, { type, data }: MandateEvent): Mandate {
  const { givingOrganisation, receivingOrganisation } = data;
  switch (type) {
    case 'mandate.given':
      return {
        givingOrganisation,
        receivingOrganisation,
        roles: new Set([...(state?.roles ?? []), ...data.roles]),
      };
    case 'mandate.ended':
    case 'mandate.lapsed':
      return { givingOrganisation, receivingOrganisation, roles: new Set() };
  }
}
