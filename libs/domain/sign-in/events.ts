import { signInMethods } from '../account/holder-fields.js';
import { count, defineEvent, type EventsOf, instant, oneOf, optional, text } from '../catalogue.js';

/**
 * Signing in, on `signin-<account id>`. Each event carries the running state, so that a sign-in reads one event
 * (architecture 2). Names that nobody has share a few streams `signin-unknown-<number>` (architecture 17).
 */
const running = {
  /** In a row, since the last success or the end of the last lock (LOG-02). */
  failures: count,
  /** LOG-02: until then nobody can sign in by token; by the policy of its start. */
  lockedUntil: optional(instant),
  /** TOK-06: seed and moving factor (RFC 4226; of RFC 6238 the time step) of the last code that was accepted. */
  seedId: optional(text),
  factor: optional(count),
  /** EHK-05, PWD-12: the last time that somebody signed in. */
  lastSuccessAt: optional(instant),
  /** EHK-05: without signing in again until then, the coupling is undone; by the policy of the last time. */
  couplingLapsesAt: optional(instant),
};

export const signInSucceeded = defineEvent({
  type: 'signin.succeeded',
  version: 1,
  fields: { method: oneOf(...signInMethods), session: text, ...running },
  nl: '{actor} is ingelogd met {method}.',
  en: '{actor} signed in with {method}.',
});

export const signInFailed = defineEvent({
  type: 'signin.failed',
  version: 1,
  fields: running,
  nl: 'Inloggen is mislukt ({failures} keer achter elkaar).',
  en: 'A sign-in failed ({failures} in a row).',
});

export const signInLocked = defineEvent({
  type: 'signin.locked',
  version: 1,
  fields: { ...running, lockedUntil: instant },
  nl: 'Inloggen met token kan niet tot {lockedUntil}, na {failures} mislukte pogingen.',
  en: 'Signing in by token is not possible until {lockedUntil}, after {failures} failed attempts.',
});

export const signInEvents = [signInSucceeded, signInFailed, signInLocked] as const;
export type SignInEvent = EventsOf<typeof signInEvents>;
