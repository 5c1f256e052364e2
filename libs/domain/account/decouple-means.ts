import { event } from '../catalogue.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused } from '../rules.js';
import { type Authority, outOfReach } from './authority.js';
import { type AccountEvent, type DecoupleReason, meansDecoupled } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { newCodeEvents, type NewActivationCode } from './mail-activation-code.js';
import { type AccountState } from './state.js';

export interface DecoupleMeans {
  /** Id of the account that is decoupled. */
  readonly account: string;
  readonly reason: DecoupleReason;
  readonly newCode: NewActivationCode;
  readonly authority: Authority;
  readonly policy: Policy;
  readonly now: string;
}

/** §4.6, EHK-07: undoes the coupling; a new activation code is mailed at once. */
export function decoupleMeans(command: DecoupleMeans, state: AccountState): Decision<AccountEvent> {
  const { authority, reason, policy, now } = command;
  if (authority.kind !== 'administrator') return refused(outOfReach);
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  if (state.kind === 'administrator' && authority.account !== command.account)
    return refused({
      rule: 'ADM-10',
      message: 'An administrator doesn’t decouple a fellow administrator; they decouple themselves.',
    });
  if (state.coupling.state !== 'coupled')
    return refused({ rule: 'EHK-07', message: 'No means is coupled to this account.' });
  return decided<AccountEvent>(
    event(meansDecoupled, { means: state.coupling.means, reason }, 'EHK-07'),
    ...newCodeEvents(state, command.newCode, policy, now),
  );
}
