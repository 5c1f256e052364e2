import { count, defineEvent, event, type EventOf, text } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';

/**
 * A supplier's delivery of token generators, on `delivery-<id>`, after everything that its file brought: each
 * generator says on its own stream that and when it was received (TOK-08).
 */
export const deliveryImported = defineEvent({
  type: 'delivery.imported',
  version: 1,
  fields: {
    deliveryNote: text,
    /** Generators in the file. */
    generators: count,
    /** Keyed hash of what the file holds: the same file is recognised, nothing can be read back. */
    digest: text,
  },
  nl: '{actor} las de {generators} tokengenerators van pakbon {deliveryNote} in.',
  en: '{actor} imported the {generators} token generators of delivery note {deliveryNote}.',
});

export type DeliveryEvent = EventOf<typeof deliveryImported>;

/** Digests of the files that were imported to their end. */
export type DeliveryState = ReadonlySet<string>;

export const noDelivery: DeliveryState = new Set();

export const evolveDelivery = (digests: DeliveryState, { data }: DeliveryEvent): DeliveryState =>
  new Set(digests).add(data.digest);

/** TOK-08: a file is imported once. */
export const importDelivery = (
  delivery: DeliveryEvent['data'],
  imported: DeliveryState,
): Decision<DeliveryEvent> =>
  imported.has(delivery.digest) ? decided() : decided(event(deliveryImported, delivery, 'TOK-08'));
