import { formFields } from '../board-form.js';
import { count, date, defineEvent, type EventsOf, oneOf, optional, record, text } from '../catalogue.js';
import { type Address, organisationTypes, partTypes, type Sectors, sectors } from './organisation.js';

/** The story of an organisation (ORG-01, ORG-02, ORG-05, ORG-06). Register data are public: of it all, only who signed is sealed. */

/** Where the fact comes from, as in `po 2026-04`: sector and date of the register file. */
const source = optional(text);

const addresses = {
  visitingAddress: optional(record<Address>('address')),
  postalAddress: optional(record<Address>('address')),
};

const anyPart = { part: text, partType: oneOf(...partTypes), name: text };

/** The part as a whole, for a stream that doesn't know it yet. */
const wholePart = {
  ...anyPart,
  institution: optional(text),
  ...addresses,
  sectors: record<Sectors>('list of sectors'),
};

export const organisationRegistered = defineEvent({
  type: 'organisation.registered',
  version: 1,
  fields: {
    type: oneOf(...organisationTypes),
    code: text,
    name: optional(text),
    ...addresses,
    sectors: record<Sectors>('list of sectors'),
    rmcRegion: optional(text),
    source,
  },
  nl: '{actor} nam organisatie {code}{name| {name}} op{source|, volgens register {source}}.',
  en: '{actor} registered organisation {code}{name| {name}}{source|, by register {source}}.',
});

/** All that is on record from here on, apart from code and sectors: what is absent is not known any more. */
export const organisationEntryChanged = defineEvent({
  type: 'organisation.entry-changed',
  version: 1,
  fields: { name: text, ...addresses, rmcRegion: optional(text) },
  nl: '{actor} wijzigde naam, adres of RMC-regio van de organisatie, die {name} heet{rmcRegion| en in RMC-regio {rmcRegion} ligt}.',
  en: '{actor} changed name, address or RMC region of the organisation, which is called {name}{rmcRegion| and lies in RMC region {rmcRegion}}.',
});

export const organisationSectorJoined = defineEvent({
  type: 'organisation.sector-joined',
  version: 1,
  fields: { sector: oneOf(...sectors), source },
  nl: 'De organisatie hoort nu ook bij sector {sector}{source|, volgens register {source}}.',
  en: 'The organisation now belongs to sector {sector} too{source|, by register {source}}.',
});

/** ORG-02: the sector's register doesn't know it any more; it is in others still. */
export const organisationSectorLeft = defineEvent({
  type: 'organisation.sector-left',
  version: 1,
  fields: { sector: oneOf(...sectors), source },
  nl: 'De organisatie hoort niet meer bij sector {sector}{source|, volgens register {source}}.',
  en: 'The organisation no longer belongs to sector {sector}{source|, by register {source}}.',
});

export const organisationClosed = defineEvent({
  type: 'organisation.closed',
  version: 1,
  fields: { source },
  nl: 'De organisatie is opgeheven{source|, volgens register {source}}.',
  en: 'The organisation was closed{source|, by register {source}}.',
});

export const organisationReopened = defineEvent({
  type: 'organisation.reopened',
  version: 1,
  fields: { source },
  nl: 'De opgeheven organisatie bestaat weer{source|, volgens register {source}}.',
  en: 'The closed organisation exists again{source|, by register {source}}.',
});

export const partOpened = defineEvent({
  type: 'organisation.part-opened',
  version: 1,
  fields: { ...wholePart, source },
  nl: 'Organisatiedeel {part} ({name}) is geopend{source|, volgens register {source}}.',
  en: 'Organisation part {part} ({name}) was opened{source|, by register {source}}.',
});

export const partClosed = defineEvent({
  type: 'organisation.part-closed',
  version: 1,
  fields: { ...anyPart, source },
  nl: 'Organisatiedeel {part} ({name}) is gesloten{source|, volgens register {source}}.',
  en: 'Organisation part {part} ({name}) was closed{source|, by register {source}}.',
});

/** ORG-02: the sector's register doesn't know the part any more; it is open in others still. */
export const partSectorLeft = defineEvent({
  type: 'organisation.part-sector-left',
  version: 1,
  fields: { ...anyPart, sector: oneOf(...sectors), source },
  nl: 'Organisatiedeel {part} ({name}) hoort niet meer bij sector {sector}{source|, volgens register {source}}.',
  en: 'Organisation part {part} ({name}) no longer belongs to sector {sector}{source|, by register {source}}.',
});

export const partRenamed = defineEvent({
  type: 'organisation.part-renamed',
  version: 1,
  fields: { ...anyPart, previousName: text, source },
  nl: 'Organisatiedeel {part} ({previousName}) heet nu {name}{source|, volgens register {source}}.',
  en: 'Organisation part {part} ({previousName}) is now called {name}{source|, by register {source}}.',
});

/** The addresses are the new ones, both as a whole: one that is absent is not known any more. */
export const partMoved = defineEvent({
  type: 'organisation.part-moved',
  version: 1,
  fields: { ...anyPart, ...addresses, source },
  nl: 'Het bezoek- of postadres van organisatiedeel {part} ({name}) is gewijzigd{source|, volgens register {source}}.',
  en: 'The visiting or postal address of organisation part {part} ({name}) changed{source|, by register {source}}.',
});

/** On the stream of the old board, whose history holds the part already. */
export const partHandedOver = defineEvent({
  type: 'organisation.part-handed-over',
  version: 1,
  fields: { ...anyPart, to: text, source },
  nl: 'Organisatiedeel {part} ({name}) is overgedragen aan {to}{source|, volgens register {source}}.',
  en: 'Organisation part {part} ({name}) was handed over to {to}{source|, by register {source}}.',
});

/** On the stream of the new board: the whole part, as the old board had it. What changed with it follows apart. */
export const partTakenOver = defineEvent({
  type: 'organisation.part-taken-over',
  version: 1,
  fields: { ...wholePart, from: text, source },
  nl: 'Organisatiedeel {part} ({name}) is overgenomen van {from}{source|, volgens register {source}}.',
  en: 'Organisation part {part} ({name}) was taken over from {from}{source|, by register {source}}.',
});

/** ORG-05: on a written request. It stays so, whatever the register says of the organisation later. */
export const organisationLeft = defineEvent({
  type: 'organisation.left',
  version: 1,
  fields: formFields,
  nl: '{actor} meldde de organisatie af op schriftelijk verzoek {formReference}, ontvangen op {dateReceived}, ondertekend door {signatory}.',
  en: '{actor} recorded that the organisation leaves, on written request {formReference}, received on {dateReceived}, signed by {signatory}.',
});

/** ORG-05: all that the leaving asked for was done; the confirmation can be sent. */
export const departureCompleted = defineEvent({
  type: 'organisation.departure-completed',
  version: 1,
  fields: {
    /** Accounts that ended because the organisation left. */
    accounts: count,
    /** Mandates, given or received, that lapsed because of it. */
    mandates: count,
    /** Token generators that were called back because of it (TOK-04). */
    generators: count,
  },
  nl: 'De afmelding is verwerkt: {accounts} accounts beëindigd, {mandates} mandaten vervallen, {generators} tokengeneratoren teruggevraagd.',
  en: 'The leaving was carried out: {accounts} accounts ended, {mandates} mandates lapsed, {generators} token generators called back.',
});

/** ORG-06: this asks for the letter. */
export const moveAnnounced = defineEvent({
  type: 'organisation.move-announced',
  version: 1,
  fields: { date },
  nl: 'De organisatie krijgt per brief te horen dat zij op {date} overstapt naar eHerkenning.',
  en: 'The organisation is told by letter that it moves to eHerkenning on {date}.',
});

/** ORG-06: nothing is planned for it any more; what it was told, or would have been told, no longer holds. */
export const moveWithdrawn = defineEvent({
  type: 'organisation.move-withdrawn',
  version: 1,
  fields: { date },
  nl: 'De overstap naar eHerkenning op {date}, die de organisatie is aangekondigd, gaat niet door.',
  en: 'The move to eHerkenning on {date}, which the organisation was told of, is off.',
});

export const organisationEvents = [
  organisationRegistered,
  organisationEntryChanged,
  organisationSectorJoined,
  organisationSectorLeft,
  organisationClosed,
  organisationReopened,
  partOpened,
  partClosed,
  partSectorLeft,
  partRenamed,
  partMoved,
  partHandedOver,
  partTakenOver,
  organisationLeft,
  departureCompleted,
  moveAnnounced,
  moveWithdrawn,
] as const;

export type OrganisationEvent = EventsOf<typeof organisationEvents>;
