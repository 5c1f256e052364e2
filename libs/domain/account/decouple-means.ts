import { event } from '../catalogue.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type Authority } from './authority.js';
import { type DecoupleReason, meansDecoupled } from './coupling-events.js';
import { type AccountEvent } from './events.js';
import { isOwnOrInReach, notLivingInReach } from './living-in-reach.js';
import { newCodeEvents, type NewActivationCode } from './mail-activation-code.js';
import { type OnRequest, onRequestViolations, received } from './on-request.js';
import { wordMissing } from './right-means.js';
import { type Account, type AccountState } from './state.js';

export interface DecoupleMeans {
  /** Id of the account that is decoupled. */
  readonly account: string;
  readonly reason: DecoupleReason;
  /** CNV-05: the administrator's word that the person holds the right means and knows of it. */
  readonly holdsRightMeans: boolean;
  readonly newCode: NewActivationCode;
  readonly authority: Authority;
  readonly onRequest: OnRequest;
  readonly policy: Policy;
  readonly now: string;
}

/** §4.6, EHK-07: undoes the coupling; a new activation code is mailed at once. */
export function decoupleMeans(command: DecoupleMeans, state: AccountState): Decision<AccountEvent> {
  const { authority, onRequest, reason, policy, now } = command;
  if (!isOwnOrInReach(state, authority, command.account)) return notLivingInReach(state, authority);
  const broken = notTheirs(command, state);
  if (broken !== undefined) return refused(broken);
  if (state.coupling.state !== 'coupled')
    return refused({ rule: 'EHK-07', message: 'No means is coupled to this account.' });
  const violations = [
    ...(command.holdsRightMeans ? [] : [wordMissing]),
    ...onRequestViolations('decoupling', authority, onRequest),
  ];
  if (violations.length > 0) return refused(...violations);
  return decided<AccountEvent>(
    ...received(onRequest),
    event(meansDecoupled, { means: state.coupling.means, reason, holdsRightMeans: true }, 'EHK-07'),
    ...newCodeEvents(state, command.newCode, policy, now),
  );
}

/** EHK-07, ADM-10: who decouples whom. */
function notTheirs({ account, authority }: DecoupleMeans, { kind }: Account): Violation | undefined {
  if (authority.kind === 'service-desk')
    return kind === 'administrator'
      ? undefined
      : { rule: 'EHK-07', message: 'A user’s means is decoupled by their administrator.' };
  return kind === 'administrator' && authority.account !== account
    ? {
        rule: 'ADM-10',
        message:
          'An administrator doesn’t decouple a fellow administrator; they do so themselves, or the service desk does.',
      }
    : undefined;
}
