import { after } from './duration.js';
import { type Calendar } from './period.js';
import { type PolicyValues } from './policy-values.js';

/**
 * When what starts at a moment comes to its end, by the values of its start (architecture 16). The deciders put the
 * answer into their events; the dry run asks the same functions about other values. Moments: RFC 3339, UTC.
 */

type Value<Name extends keyof PolicyValues> = Pick<PolicyValues, Name>;

/** EHK-05: without signing in from `start` on, the coupling is undone at this moment. */
export const couplingLapsesAt = (
  start: string,
  policy: Value<'coupling.lapsesAfter'>,
  calendar: Calendar,
): string => calendar.after(start, policy['coupling.lapsesAfter']);

/** PWD-07: from this moment on the next sign-in must change a password that was set at `start`. */
export const passwordGoodUntil = (
  start: string,
  policy: Value<'password.validFor'>,
  calendar: Calendar,
): string => calendar.after(start, policy['password.validFor']);

/** ACT-01: from this moment on a code that was made at `start` couples nothing any more. */
export const codeExpiresAt = (start: string, policy: Value<'activationCode.validFor'>): string =>
  after(start, policy['activationCode.validFor']);

/** LOG-02: from this moment on signing in can be tried again after a lock that began at `start`. */
export const lockedUntil = (start: string, policy: Value<'signIn.lockedFor'>): string =>
  after(start, policy['signIn.lockedFor']);

/** PWD-12: accounts that have been silent since before this moment have not signed in for long at `now`. */
export const longSilentBefore = (
  now: string,
  policy: Value<'signIn.longNotSignedIn'>,
  calendar: Calendar,
): string => calendar.before(now, policy['signIn.longNotSignedIn']);
