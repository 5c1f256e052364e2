import { attributed, defineEvent, type EventOf, optional, text } from '../catalogue.js';

/** Events name actors by pseudonym; who that is stands here, sealed for attribution (architecture 10). */
export const actorNamed = defineEvent({
  type: 'actor.named',
  version: 1,
  fields: {
    kind: text,
    issuer: attributed(text),
    subject: attributed(text),
    name: optional(attributed(text)),
  },
  nl: 'De naam achter dit pseudoniem is vastgelegd.',
  en: 'The name behind this pseudonym was recorded.',
});

export type ActorEvent = EventOf<typeof actorNamed>;
