import { event } from '../catalogue.js';
import { after } from '../policy/duration.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type Authority, outOfReach } from './authority.js';
import { accountBlocked, type AccountEvent } from './events.js';
import { type HeldGenerator } from './held-generators.js';
import { passwordByLetter, type PasswordIssue } from './issue-password.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { type OnRequest, onRequestViolations, received } from './on-request.js';
import { type Account, type AccountState } from './state.js';
import {
  type GeneratorProblem,
  tokenCalledBack,
  tokenDeactivated,
  tokenProblemReported,
} from './token-events.js';
import { notHeld } from './token-holder.js';

export interface ReportTokenProblem extends PasswordIssue {
  readonly serialNumber: string;
  readonly problem: GeneratorProblem;
  /** All moments RFC 3339, UTC, milliseconds. */
  readonly discoveredAt: string;
  readonly reportedAt: string;
  /** TOK-07: the service desk blocks the account until the replacement is in use. */
  readonly block: boolean;
  readonly authority: Authority;
  /** By telephone or e-mail it came in at `reportedAt`. */
  readonly onRequest: OnRequest;
}

/** §2.4, §4.8: a lost or broken generator is reported, signs in no more, and is called back. */
export function reportTokenProblem(command: ReportTokenProblem, state: AccountState): Decision<AccountEvent> {
  const { authority, onRequest, serialNumber, problem, discoveredAt, reportedAt, policy } = command;
  if (authority.kind !== 'service-desk') return refused(outOfReach);
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  const held = state.generators.get(serialNumber);
  if (held === undefined) return refused(notHeld);
  if (held.state === 'deactivated')
    return refused({ rule: 'TOK-03', message: 'This generator was reported and deactivated already.' });
  const violations = [
    ...momentViolations(command),
    ...blockViolations(command, state),
    ...onRequestViolations('token-problem', authority, onRequest),
  ];
  if (violations.length > 0) return refused(...violations);
  const inTime = reportedAt <= after(discoveredAt, policy['report.within']);
  const which = { generator: serialNumber, serialNumber };
  return decided<AccountEvent>(
    ...received(onRequest),
    event(tokenProblemReported, { ...which, problem, discoveredAt, reportedAt, inTime }, 'TOK-07'),
    event(tokenDeactivated, which, 'TOK-03'),
    ...callingBack(serialNumber, held),
    ...blocking(command, state),
    ...newPassword(command, state),
  );
}

function momentViolations({ discoveredAt, reportedAt, now }: ReportTokenProblem): Violation[] {
  const violations: Violation[] = [];
  if (reportedAt > now)
    violations.push({ rule: 'TOK-07', field: 'reportedAt', message: 'The report can’t lie in the future.' });
  if (discoveredAt > reportedAt)
    violations.push({
      rule: 'TOK-07',
      field: 'discoveredAt',
      message: 'The discovery can’t lie after the report.',
    });
  return violations;
}

const blockViolations = ({ block }: ReportTokenProblem, { signInMethod }: Account): Violation[] =>
  block && signInMethod !== 'token'
    ? [
        {
          rule: 'TOK-07',
          field: 'block',
          message: 'The account signs in with eHerkenning and gets no replacement that would end the block.',
        },
      ]
    : [];

const callingBack = (serialNumber: string, { calledBack }: HeldGenerator): AccountEvent[] =>
  calledBack
    ? []
    : [event(tokenCalledBack, { generator: serialNumber, serialNumber, reason: 'deactivated' }, 'TOK-04')];

/** TOK-03: by ordinary post; an account that signs in with eHerkenning has none. */
const newPassword = (command: ReportTokenProblem, { signInMethod }: Account): AccountEvent[] =>
  signInMethod === 'token' ? [passwordByLetter(command, 'TOK-03')] : [];

const blocking = ({ block }: ReportTokenProblem, { blocked }: Account): AccountEvent[] =>
  block && blocked === undefined ? [event(accountBlocked, { reason: 'generator-reported' }, 'TOK-07')] : [];
