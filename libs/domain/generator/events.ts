import { count, credential, date, defineEvent, type EventsOf, oneOf, optional, text } from '../catalogue.js';

/**
 * The life of a token generator, on `generator-<serial number>`: received, seeded, assigned to a holder, returned,
 * seeded anew, and in the end destroyed (TOK). What its holder does with it stands on the account's stream.
 */

/** TOK-06: `totp` counts time (RFC 6238), `hotp` counts presses (RFC 4226). */
export const codeKinds = ['totp', 'hotp'] as const;
export type CodeKind = (typeof codeKinds)[number];

export const codeHashes = ['sha1', 'sha256', 'sha512'] as const;
export type CodeHash = (typeof codeHashes)[number];

export const generatorSeeded = defineEvent({
  type: 'generator.seeded',
  version: 1,
  fields: {
    seedId: text,
    serialNumber: text,
    /** The secret that codes are worked out from, hexadecimal. */
    seed: credential(text, 'seedId'),
    /** TOK-05: keyed hash of the seed: one that was there before is recognised, nothing can be read back. */
    seedDigest: text,
    kind: oneOf(...codeKinds),
    hash: oneOf(...codeHashes),
    digits: count,
    /** Seconds that a code lasts; of `totp` only. */
    period: optional(count),
    /** The counter of the first code; of `hotp` only. */
    counter: optional(count),
  },
  nl: '{actor} legde een nieuw geheim vast voor tokengenerator {serialNumber} ({kind}, {digits} cijfers).',
  en: '{actor} recorded a new seed for token generator {serialNumber} ({kind}, {digits} digits).',
});

export const generatorAssigned = defineEvent({
  type: 'generator.assigned',
  version: 1,
  fields: { account: text, seedId: text },
  nl: '{actor} bestemde de tokengenerator voor account {account}.',
  en: '{actor} assigned the token generator to account {account}.',
});

export const generatorReturned = defineEvent({
  type: 'generator.returned',
  version: 1,
  fields: { account: text, seedId: text },
  nl: '{actor} legde vast dat de tokengenerator van account {account} terug is.',
  en: '{actor} recorded that the token generator of account {account} was returned.',
});

export const generatorReceived = defineEvent({
  type: 'generator.received',
  version: 1,
  fields: {
    /** The seed that it came with. */
    seedId: text,
    /** Number of the supplier's delivery note. */
    deliveryNote: text,
    receivedOn: date,
  },
  nl: '{actor} legde vast dat de tokengenerator op {receivedOn} is ontvangen met pakbon {deliveryNote}.',
  en: '{actor} recorded that the token generator was received on {receivedOn} with delivery note {deliveryNote}.',
});

/** TOK-10: a count of the stock didn't find it; nobody knows who has it, and its seed with it. */
export const generatorReportedMissing = defineEvent({
  type: 'generator.reported-missing',
  version: 1,
  fields: { seedId: text },
  nl: '{actor} legde vast dat de tokengenerator niet in de voorraad is te vinden.',
  en: '{actor} recorded that the token generator can’t be found in stock.',
});

export const generatorFound = defineEvent({
  type: 'generator.found',
  version: 1,
  fields: {},
  nl: '{actor} legde vast dat de vermiste tokengenerator terecht is.',
  en: '{actor} recorded that the missing token generator was found.',
});

export const destructionReasons = ['broken', 'worn-out', 'compromised', 'no-longer-needed'] as const;
export type DestructionReason = (typeof destructionReasons)[number];

export const destructionMethods = ['shredded', 'incinerated', 'by-supplier'] as const;
export type DestructionMethod = (typeof destructionMethods)[number];

export const generatorDestroyed = defineEvent({
  type: 'generator.destroyed',
  version: 1,
  fields: {
    seedId: text,
    reason: oneOf(...destructionReasons),
    method: oneOf(...destructionMethods),
    /** Reference of the report that the two people signed who saw it (TOK-09). */
    report: text,
  },
  nl: '{actor} legde vast dat de tokengenerator is vernietigd ({reason}; {method}; proces-verbaal {report}).',
  en: '{actor} recorded that the token generator was destroyed ({reason}; {method}; report {report}).',
});

export const generatorEvents = [
  generatorSeeded,
  generatorReceived,
  generatorAssigned,
  generatorReturned,
  generatorReportedMissing,
  generatorFound,
  generatorDestroyed,
] as const;
export type GeneratorEvent = EventsOf<typeof generatorEvents>;
