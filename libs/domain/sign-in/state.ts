import { type SignInEvent } from './events.js';

/** The code of a one-time code generator that was accepted: which seed, and its moving factor (TOK-06). */
export interface AcceptedCode {
  readonly seedId: string;
  /** Counter of RFC 4226; of RFC 6238 the time step. */
  readonly factor: number;
}

export interface SignInState {
  readonly failures: number;
  readonly lockedUntil?: string;
  readonly seedId?: string;
  readonly factor?: number;
  readonly lastSuccessAt?: string;
  readonly couplingLapsesAt?: string;
}

export const noSignIn: SignInState = { failures: 0 };

/** The last event says it all. */
export const evolveSignIn = (
  _state: SignInState,
  { data: { failures, lockedUntil, seedId, factor, lastSuccessAt, couplingLapsesAt } }: SignInEvent,
): SignInState => ({
  failures,
  ...(lockedUntil === undefined ? {} : { lockedUntil }),
  ...(seedId === undefined ? {} : { seedId }),
  ...(factor === undefined ? {} : { factor }),
  ...(lastSuccessAt === undefined ? {} : { lastSuccessAt }),
  ...(couplingLapsesAt === undefined ? {} : { couplingLapsesAt }),
});

/** LOG-02. */
export const isLocked = ({ lockedUntil }: SignInState, now: string): boolean =>
  lockedUntil !== undefined && now < lockedUntil;

/** TOK-06: the first moving factor of the seed that a code may still have; `undefined` while none was accepted. */
export const firstUnused = ({ seedId, factor }: SignInState, seed: string): number | undefined =>
  seedId === seed && factor !== undefined ? factor + 1 : undefined;

/** TOK-06: neither the code nor one after it was accepted before. */
export const isUnused = ({ seedId, factor }: AcceptedCode, state: SignInState): boolean =>
  factor >= (firstUnused(state, seedId) ?? 0);
