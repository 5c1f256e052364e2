import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { momentViolations } from './propose-policy.js';
import { type PolicyEvent, policySet, type PolicyState } from './policy.js';

export interface ConfirmPolicy {
  readonly proposal: string;
  /** Pseudonym of who confirms. */
  readonly by: string;
  /** RFC 3339 in UTC with milliseconds. */
  readonly now: string;
}

export const noSuchProposal: Violation = { rule: 'ADM-11', message: 'There is no such proposal.' };

/** ADM-11: somebody else of the operator confirms the proposal; only then it is policy. */
export function confirmPolicy(
  { proposal, by, now }: ConfirmPolicy,
  state: PolicyState,
): Decision<PolicyEvent> {
  const proposed = state.proposals.get(proposal);
  if (proposed === undefined) return refused(noSuchProposal);
  const { proposedBy, inForceFrom, values, version } = proposed;
  if (proposedBy === by)
    return refused({
      rule: 'ADM-11',
      message: 'Somebody else than who proposed it confirms a policy version.',
    });
  if (version !== undefined) return decided();
  const late = momentViolations(inForceFrom, now);
  if (late.length > 0) return refused(...late);
  const number = Math.max(0, ...state.versions.map((one) => one.number)) + 1;
  return decided<PolicyEvent>(event(policySet, { number, inForceFrom, values, proposal }, 'ADM-11'));
}
