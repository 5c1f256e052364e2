import { count, credential, defineEvent, type EventsOf, oneOf, optional, text } from '../catalogue.js';

/** The life of a token generator, on `generator-<serial number>`: seeded, assigned to a holder, returned, seeded anew (TOK). */

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

export const generatorEvents = [generatorSeeded, generatorAssigned, generatorReturned] as const;
export type GeneratorEvent = EventsOf<typeof generatorEvents>;
