import { decided, type Decision, isRefused } from '../rules.js';
import { type AccountEvent } from './events.js';
import { evolveAccount } from './evolve.js';
import { type LapseCoupling, lapseCoupling } from './lapse-coupling.js';
import { type AccountState } from './state.js';

/**
 * EHK-05, architecture 15: what turns on whether a means is coupled is decided of the account as the deadline left it,
 * whether or not a clock has recorded that; what is decided records it too.
 */
export function afterLapse(
  lapse: LapseCoupling,
  state: AccountState,
  decide: (state: AccountState) => Decision<AccountEvent>,
): Decision<AccountEvent> {
  const { events: lapsed } = lapseCoupling(lapse, state);
  const decision = decide(lapsed.reduce(evolveAccount, state));
  return isRefused(decision) || decision.events.length === 0
    ? decision
    : decided(...lapsed, ...decision.events);
}
