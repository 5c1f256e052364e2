import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { type Authority, outOfReach } from './authority.js';
import { type AccountEvent } from './events.js';
import { type HeldGenerator, isUsable } from './held-generators.js';
import { type AccountState } from './state.js';
import { notHeld } from './token-holder.js';
import { tokenCalledBack, tokenDeactivated, tokenReturned } from './token-events.js';

export interface RecordTokenReturn {
  readonly serialNumber: string;
  readonly authority: Authority;
}

/** §5.5, TOK-04: a generator is back with the service desk; also one of an account that has ended (END-02). */
export function recordTokenReturn(
  { serialNumber, authority }: RecordTokenReturn,
  state: AccountState,
): Decision<AccountEvent> {
  if (authority.kind !== 'service-desk') return refused(outOfReach);
  if (state.state !== 'living' && state.state !== 'ended') return refused(outOfReach);
  const held = state.generators.get(serialNumber);
  if (held === undefined) return refused(notHeld);
  return decided<AccountEvent>(
    ...(state.state === 'living' ? noLongerUsed(serialNumber, held) : []),
    event(tokenReturned, { generator: serialNumber, serialNumber }, 'TOK-04'),
  );
}

/** One that nobody had called back was in use until now. */
const noLongerUsed = (serialNumber: string, held: HeldGenerator): AccountEvent[] => {
  const which = { generator: serialNumber, serialNumber };
  return isUsable(held)
    ? [
        event(tokenDeactivated, which, 'TOK-04'),
        event(tokenCalledBack, { ...which, reason: 'no-longer-used' }, 'TOK-04'),
      ]
    : [];
};
