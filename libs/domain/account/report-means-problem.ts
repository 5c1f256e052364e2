import { event } from '../catalogue.js';
import { after } from '../policy/duration.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type Authority, outOfReach } from './authority.js';
import { meansProblemReported, type MeansProblem } from './coupling-events.js';
import { meansDecoupled, previousMeansReleased } from './coupling-events.js';
import { type AccountEvent } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { type OnRequest, onRequestViolations, received } from './on-request.js';
import { type AccountState } from './state.js';

export interface ReportMeansProblem {
  readonly problem: MeansProblem;
  /** RFC 3339, UTC with milliseconds, as are the others. */
  readonly discoveredAt: string;
  readonly reportedAt: string;
  /** Stream that reserves the means with this coupling key. */
  readonly reservationOf: (meansKey: string) => string;
  readonly authority: Authority;
  /** By telephone or e-mail it came in at `reportedAt`. */
  readonly onRequest: OnRequest;
  readonly policy: Policy;
  readonly now: string;
}

/**
 * §3.5, §4.8, EHK-06: a means is defective, stolen or lost. It is decoupled, and never couples the account again
 * without a code (EHK-08); nor does one that was decoupled before.
 */
export function reportMeansProblem(command: ReportMeansProblem, state: AccountState): Decision<AccountEvent> {
  const { authority, onRequest, policy, problem, discoveredAt, reportedAt } = command;
  if (authority.kind !== 'service-desk') return refused(outOfReach);
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  const { coupling } = state;
  if (coupling.state === 'none')
    return refused({
      rule: 'EHK-06',
      message: 'No means is coupled to this account, nor was one just before.',
    });
  const violations = [
    ...timeViolations(command),
    ...onRequestViolations('means-problem', authority, onRequest),
  ];
  if (violations.length > 0) return refused(...violations);
  const means = coupling.state === 'coupled' ? coupling.means : coupling.previousMeans;
  const inTime = reportedAt <= after(discoveredAt, policy['report.within']);
  return decided<AccountEvent>(
    ...received(onRequest),
    event(meansProblemReported, { means, problem, discoveredAt, reportedAt, inTime }, 'EHK-06'),
    ...(coupling.state === 'coupled' ? [event(meansDecoupled, { means, reason: 'reported' }, 'EHK-06')] : []),
    event(previousMeansReleased, { means, reservation: command.reservationOf(means) }, 'EHK-06'),
  );
}

function timeViolations({ discoveredAt, reportedAt, now }: ReportMeansProblem): Violation[] {
  const violations: Violation[] = [];
  if (discoveredAt > reportedAt)
    violations.push({
      rule: 'EHK-06',
      field: 'discoveredAt',
      message: 'The problem cannot be discovered later than it was reported.',
    });
  if (reportedAt > now)
    violations.push({
      rule: 'EHK-06',
      field: 'reportedAt',
      message: 'The problem cannot be reported later than now.',
    });
  return violations;
}
