import { signInMethods } from '../account/holder-fields.js';
import { count, defineEvent, type EventsOf, instant, oneOf, optional, record, text } from '../catalogue.js';
import { type Kenmerk } from '../role/role.js';

/** A session, on `session-<id>`: from signing in to its end. What it may do is fixed when it starts (USR-07). */

export interface SessionRole {
  readonly role: string;
  readonly kenmerken: readonly Kenmerk[];
}

/** Why the password must be changed before anything else. `issued`: PWD-06; `expired`: PWD-07. */
export const changeReasons = ['issued', 'expired'] as const;
export type ChangeReason = (typeof changeReasons)[number];

export const sessionStarted = defineEvent({
  type: 'session.started',
  version: 1,
  fields: {
    account: text,
    method: oneOf(...signInMethods),
    /** Architecture 4: the account's number that the session started with. */
    epoch: count,
    /** USR-07, LOG-06. */
    roles: record<readonly SessionRole[]>('list of roles with their kenmerken'),
    mustChangePassword: optional(oneOf(...changeReasons)),
    /** LOG-05: from then on it is over by itself. */
    expiresAt: instant,
    /** Keyed hash of the random half of the session's token: nothing can be read back. */
    digest: text,
    /** The session that it takes the place of, after a change of password. */
    replaces: optional(text),
  },
  nl: '{actor} begon een sessie ({method}), tot uiterlijk {expiresAt}.',
  en: '{actor} started a session ({method}), until {expiresAt} at the latest.',
});

/** `signed-out`: LOG-05. `replaced`: another one took its place. */
export const sessionEndReasons = ['signed-out', 'replaced'] as const;
export type SessionEndReason = (typeof sessionEndReasons)[number];

export const sessionEnded = defineEvent({
  type: 'session.ended',
  version: 1,
  fields: { account: text, reason: oneOf(...sessionEndReasons) },
  nl: 'De sessie van {actor} is beëindigd ({reason}).',
  en: 'The session of {actor} ended ({reason}).',
});

export const sessionEvents = [sessionStarted, sessionEnded] as const;
export type SessionEvent = EventsOf<typeof sessionEvents>;
