import { event } from '../catalogue.js';
import { decided, type Decision, refused } from '../rules.js';
import { type Authority } from './authority.js';
import { accountUnblocked, type AccountEvent } from './events.js';
import { isUsable } from './held-generators.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { type Account, type AccountState } from './state.js';
import { notHeld } from './token-holder.js';
import { tokenHandedOver } from './token-events.js';

export interface HandOverToken {
  /** Id of the account whose generator it is. */
  readonly account: string;
  readonly serialNumber: string;
  /** ADM-08: the word that the holder proved who they are, to the courier. */
  readonly identityProved: boolean;
  readonly authority: Authority;
}

/** TOK-01, TOK-02, ADM-08: from here on it is the holder's; one that replaces a reported one ends the block. */
export function handOverToken(command: HandOverToken, state: AccountState): Decision<AccountEvent> {
  const { account, serialNumber, identityProved, authority } = command;
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  const held = state.generators.get(serialNumber);
  if (held === undefined) return refused(notHeld);
  if (!isUsable(held))
    return refused({ rule: 'TOK-04', message: 'This generator was called back; it is not handed over.' });
  if (held.state === 'handed-over') return decided();
  if (authority.kind === 'administrator' && (authority.account === account || held.deliveredTo === undefined))
    return refused({
      rule: 'TOK-02',
      message: 'It goes to the holder themselves; the service desk records that they have it.',
    });
  if (authority.kind === 'service-desk' && held.deliveredTo !== undefined)
    return refused({
      rule: 'TOK-02',
      message: 'It went to an administrator, who hands it over and says so.',
    });
  if (held.delivery === 'courier' && !identityProved)
    return refused({
      rule: 'ADM-08',
      field: 'identityProved',
      message: 'The courier hands it over against proof of identity only; confirm that it was given.',
    });
  return decided<AccountEvent>(
    event(tokenHandedOver, { generator: serialNumber, serialNumber }, 'TOK-02'),
    ...unblocking(state),
  );
}

/** TOK-07: the replacement is in use. */
const unblocking = ({ blocked }: Account): AccountEvent[] =>
  blocked === 'generator-reported' ? [event(accountUnblocked, {}, 'TOK-07')] : [];
