import { event } from '../catalogue.js';
import { type Decision, refused } from '../rules.js';
import { type Authority, outOfReach } from './authority.js';
import { accountBlocked, type AccountEvent, accountUnblocked, type BlockReason } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { answering, type OnRequest, onRequestViolations } from './on-request.js';
import { type Account, type AccountState } from './state.js';

export interface BlockAccount {
  readonly authority: Authority;
  readonly onRequest: OnRequest;
}

/** The service desk blocks an account, of whatever kind, until it lifts the block: sessions end at once (USR-07). */
export function blockAccount(
  { authority, onRequest }: BlockAccount,
  state: AccountState,
): Decision<AccountEvent> {
  if (authority.kind !== 'service-desk') return refused(outOfReach);
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  const violations = onRequestViolations('block', authority, onRequest);
  if (violations.length > 0) return refused(...violations);
  return answering(onRequest, block(state, 'on-request'));
}

/**
 * USR-06, USR-07, TOK-07: puts a block on. One on request stays until the service desk lifts it, whatever becomes of a
 * token generator.
 */
export const block = ({ blocked }: Account, reason: BlockReason): AccountEvent[] =>
  blocked === reason || blocked === 'on-request'
    ? []
    : [event(accountBlocked, { reason }, reason === 'generator-reported' ? 'TOK-07' : 'USR-07')];

/** The service desk lifts the block, whatever it was for. */
export function unblockAccount(
  { authority, onRequest }: BlockAccount,
  state: AccountState,
): Decision<AccountEvent> {
  if (authority.kind !== 'service-desk') return refused(outOfReach);
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  const violations = onRequestViolations('lifted-block', authority, onRequest);
  if (violations.length > 0) return refused(...violations);
  return answering(onRequest, state.blocked === undefined ? [] : [event(accountUnblocked, {}, 'USR-07')]);
}
