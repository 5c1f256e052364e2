import { type HeldGenerator } from '../account/held-generators.js';
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
 * that is being converted still has its token, CNV-04), without a password, or without a generator that is theirs.
 */
export function tokenCredentials(state: AccountState): TokenCredentials | undefined {
  if (state.state !== 'living' || state.blocked !== undefined || state.signInMethod !== 'token')
    return undefined;
  const held = [...state.generators].findLast(([, generator]) => isTheirs(generator));
  if (state.password === undefined || held === undefined) return undefined;
  const [generator, { seedId }] = held;
  return { account: state, digest: state.password.digest, generator, seedId };
}

/**
 * TOK-01: theirs from the moment of handing over. What an administrator hands over counts once they have said so
 * (TOK-02); what goes straight to the holder is handed over by who delivers it, so that its first right code will do.
 */
const isTheirs = ({ state, deliveredTo, calledBack }: HeldGenerator): boolean =>
  !calledBack && (state === 'handed-over' || (state === 'issued' && deliveredTo === undefined));
