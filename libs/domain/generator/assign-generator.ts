import { event } from '../catalogue.js';
import { decided, type Decision, type Violation } from '../rules.js';
import { generatorAssigned, type GeneratorEvent, generatorReturned } from './events.js';
import { goneViolation } from './gone.js';
import { type Generator, type GeneratorState, isAssigned } from './state.js';

const field = 'serialNumber';

/**
 * TOK-01, TOK-05: what keeps a generator from being issued to the account; none when it can be.
 *
 * @param issuedSeeds ids of the seeds that generators were ever issued with to the account
 */
export function stockViolations(
  state: GeneratorState,
  account: string,
  issuedSeeds: ReadonlySet<string>,
): Violation[] {
  if (state === undefined)
    return [{ rule: 'TOK-05', field, message: 'There is no generator of this serial number in stock.' }];
  if (state.gone !== undefined) return [goneViolation(state.gone)];
  if (state.assignment !== undefined && state.assignment.account !== account)
    return [{ rule: 'TOK-01', field, message: 'This generator is another account’s; take another one.' }];
  return mayBeAssigned(state, account) && !issuedSeeds.has(state.seed.id)
    ? []
    : [{ rule: 'TOK-05', field, message: 'This generator was used; give it a new seed first.' }];
}

/** Free with a fresh seed, or meant for this account already by a command that was cut off. */
const mayBeAssigned = (state: Generator, account: string): boolean =>
  state.gone === undefined && (!state.seedUsed || isAssigned(state, { account, seedId: state.seed.id }));

/**
 * TOK-01: the generator is the account's. Made anew where it is already: whoever was about to free it, as it had read
 * it, then finds that the stream has gone on.
 */
export const assignGenerator = (
  { account, seedId }: { readonly account: string; readonly seedId: string },
  state: GeneratorState,
): readonly GeneratorEvent[] | 'taken' =>
  state !== undefined && state.seed.id === seedId && mayBeAssigned(state, account)
    ? [event(generatorAssigned, { account, seedId }, 'TOK-01')]
    : 'taken';

/** TOK-05: the generator is nobody's again, and needs a new seed. Nothing where it is not this account's. */
export const freeGenerator = (
  assignment: { readonly account: string; readonly seedId: string },
  state: GeneratorState,
): Decision<GeneratorEvent> =>
  isAssigned(state, assignment) ? decided(event(generatorReturned, assignment, 'TOK-05')) : decided();
