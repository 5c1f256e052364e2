import { type HeldGenerator, isUsable } from '../account/held-generators.js';
import { type Account, type AccountState, type Personal } from '../account/state.js';

/** What an account signs in with by token, besides its username (LOG-01). */
export interface TokenCredentials {
  readonly account: Account;
  /** Of the password. */
  readonly digest: Personal;
  /** Id of the generator, and the seed that it was issued with. */
  readonly generator: string;
  readonly seedId: string;
}

/**
 * `undefined` where nobody can sign in by token: no living account, blocked, signing in with eHerkenning (LOG-03; one
 * that is being converted still has its token, CNV-04), without a password that holds (PWD-06), or without a generator that is theirs.
 */
export function tokenCredentials(state: AccountState): TokenCredentials | undefined {
  if (state.state !== 'living' || state.blocked !== undefined || state.signInMethod !== 'token')
    return undefined;
  const held = [...state.generators].findLast(([, generator]) => isTheirs(generator));
  if (state.password === undefined || state.password.void === true || held === undefined) return undefined;
  const [generator, { seedId }] = held;
  return { account: state, digest: state.password.digest, generator, seedId };
}

/**
 * TOK-01: theirs from the moment of handing over, once that is recorded: by the administrator who hands it over (TOK-02),
 * or by the service desk where it goes straight to the holder, with the courier's proof of identity (ADM-08).
 */
const isTheirs = (held: HeldGenerator): boolean => isUsable(held) && held.state === 'handed-over';
