import { event } from '../catalogue.js';
import { decided, type Decision, type Violation } from '../rules.js';
import { couplingLapsed } from './coupling-events.js';
import { type AccountEvent } from './events.js';
import { type Account, type AccountState } from './state.js';

/** A coupling that nobody signed in with for too long, or the right to couple that means again (EHK-05, EHK-08). */
export interface Lapse {
  readonly means: string;
  /** The moment from which it holds. RFC 3339, UTC. */
  readonly since: string;
}

/**
 * EHK-05. The deadline is the later one of those that stand in the coupling and in the last sign-in. A decoupling in
 * between (EHK-07) doesn't move it.
 *
 * @param signInLapsesAt what the last sign-in says; absent where there was none
 * @param now RFC 3339, UTC
 */
export function lapseOf(
  state: AccountState,
  signInLapsesAt: string | undefined,
  now: string,
): Lapse | undefined {
  if (state.state !== 'living' || state.coupling.state === 'none') return undefined;
  const { coupling } = state;
  const since = couplingDeadline(state, signInLapsesAt);
  if (since === undefined || now < since) return undefined;
  return { means: coupling.state === 'coupled' ? coupling.means : coupling.previousMeans, since };
}

/** EHK-05: until when a coupling stands, or the right to couple that means again; nothing where there is neither. */
export const couplingDeadline = (
  { coupling }: Pick<Account, 'coupling'>,
  signInLapsesAt: string | undefined,
): string | undefined => (coupling.state === 'none' ? undefined : later(coupling.lapsesAt, signInLapsesAt));

export interface LapseCoupling {
  readonly signInLapsesAt?: string;
  /** Stream that reserves the means with this coupling key. */
  readonly reservationOf: (meansKey: string) => string;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** §3.5, EHK-05: records that a coupling has lapsed, where it has. */
export function lapseCoupling(
  { signInLapsesAt, reservationOf, now }: LapseCoupling,
  state: AccountState,
): Decision<AccountEvent> {
  const lapse = lapseOf(state, signInLapsesAt, now);
  return lapse === undefined
    ? decided()
    : decided<AccountEvent>(
        event(couplingLapsed, { ...lapse, reservation: reservationOf(lapse.means) }, 'EHK-05'),
      );
}

export const hasLapsed: Violation = {
  rule: 'EHK-05',
  message:
    'Nobody signed in with this means for too long, so that it is no longer coupled; ask for an activation code and couple again.',
};

const later = (one: string | undefined, other: string | undefined): string | undefined =>
  one === undefined || (other !== undefined && one < other) ? other : one;
