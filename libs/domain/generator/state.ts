import { type Erased } from '../catalogue.js';
import { type CodeHash, type CodeKind, type GeneratorEvent } from './events.js';

/** What one-time codes are worked out from. */
export interface Seed {
  readonly id: string;
  /** Hexadecimal. */
  readonly secret: string | Erased;
  readonly kind: CodeKind;
  readonly hash: CodeHash;
  readonly digits: number;
  /** Seconds that a code lasts; of `totp` only. */
  readonly period?: number;
  /** The counter of the first code; of `hotp` only. */
  readonly counter?: number;
}

export interface Generator {
  readonly serialNumber: string;
  readonly seed: Seed;
  /** TOK-01: the account that it is meant for or held by, with the seed that it was assigned with. */
  readonly assignment?: { readonly account: string; readonly seedId: string };
  /** TOK-05: with this seed it was somebody's once; it can't be issued again until it has a new one. */
  readonly seedUsed: boolean;
  /** TOK-05: digests of all seeds that it ever had. */
  readonly seedDigests: ReadonlySet<string>;
  /** TOK-08: with which delivery note it came in, by the digest of the seed that came with it. */
  readonly deliveryNotes: ReadonlyMap<string, string>;
  /** TOK-09, TOK-10: gone for good, or nobody knows where. */
  readonly gone?: 'destroyed' | 'missing';
}

/** `undefined`: no such generator. */
export type GeneratorState = Generator | undefined;

export function evolveGenerator(state: GeneratorState, event: GeneratorEvent): GeneratorState {
  switch (event.type) {
    case 'generator.seeded': {
      const { serialNumber, seedId: id, seed: secret, seedDigest, ...how } = event.data;
      const seedDigests = new Set(state?.seedDigests).add(seedDigest);
      const deliveryNotes = state?.deliveryNotes ?? new Map<string, string>();
      return {
        ...state,
        serialNumber,
        seed: { id, secret, ...how },
        seedUsed: false,
        seedDigests,
        deliveryNotes,
      };
    }
    case 'generator.received':
      return state === undefined ? state : received(state, event.data.deliveryNote);
    case 'generator.assigned':
      return state === undefined ? state : { ...state, assignment: event.data, seedUsed: true };
    case 'generator.returned': {
      if (state === undefined) return state;
      const { assignment: _over, ...free } = state;
      return free;
    }
    case 'generator.reported-missing':
      return state === undefined ? state : { ...state, gone: 'missing', seedUsed: true };
    case 'generator.found': {
      if (state?.gone !== 'missing') return state;
      const { gone: _found, ...there } = state;
      return there;
    }
    case 'generator.destroyed':
      return state === undefined ? state : { ...state, gone: 'destroyed' };
  }
}

/** Of the seed that it has now: it comes in with that one. */
function received(state: Generator, deliveryNote: string): Generator {
  const digest = [...state.seedDigests].at(-1);
  return digest === undefined
    ? state
    : { ...state, deliveryNotes: new Map(state.deliveryNotes).set(digest, deliveryNote) };
}

/**
 * TOK-01: the generator as it is to be issued. One that was meant for an account which ended before it got it, as after
 * a command that was cut off, is free with its seed: nothing can issue it there any more (END-02).
 *
 * @param meantFor the account that it is assigned to, as its own stream says
 */
export const unlessAbandoned = (
  state: GeneratorState,
  meantFor: { readonly state: string; readonly issuedSeeds?: ReadonlySet<string> },
): GeneratorState => {
  if (state?.assignment === undefined || meantFor.state !== 'ended') return state;
  if (meantFor.issuedSeeds?.has(state.assignment.seedId) === true) return state;
  const { assignment: _abandoned, ...free } = state;
  return { ...free, seedUsed: false };
};

/** Whether the account's codes are those of this seed of the generator. */
export const isAssigned = (
  state: GeneratorState,
  { account, seedId }: { readonly account: string; readonly seedId: string },
): state is Generator =>
  state?.assignment?.account === account && state.assignment.seedId === seedId && state.seed.id === seedId;
