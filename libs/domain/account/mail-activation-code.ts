import { event } from '../catalogue.js';
import { codeExpiresAt } from '../policy/deadlines.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, refused } from '../rules.js';
import { type Authority } from './authority.js';
import { activationCodeMade, activationCodeVoided } from './activation-code-events.js';
import { type AccountEvent } from './events.js';
import { isOwnOrInReach, notLivingInReach } from './living-in-reach.js';
import { type OnRequest, onRequestViolations, received } from './on-request.js';
import { type Account, type AccountState, isValid } from './state.js';

/** A code that was just made: its secret comes from outside, its digest is a keyed hash of it (ACT-07). */
export interface NewActivationCode {
  readonly id: string;
  readonly code: string;
  readonly digest: string;
}

export interface MailActivationCode {
  /** Id of the account that the code is for. */
  readonly account: string;
  readonly newCode: NewActivationCode;
  readonly authority: Authority;
  readonly onRequest: OnRequest;
  readonly policy: Policy;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** §4.3, §4.4: a code is made, and goes by mail to the address on record. */
export function mailActivationCode(command: MailActivationCode, state: AccountState): Decision<AccountEvent> {
  const { authority, onRequest } = command;
  if (!isOwnOrInReach(state, authority, command.account)) return notLivingInReach(state, authority);
  if (state.kind === 'user' && authority.kind !== 'administrator')
    return refused({ rule: 'ACT-04', message: 'A user’s activation code is mailed by their administrator.' });
  if (state.kind === 'administrator' && authority.kind !== 'service-desk' && !isForThemselves(command, state))
    return refused({
      rule: 'ACT-04',
      message: 'An administrator’s activation code is mailed by the service desk.',
    });
  if (state.signInMethod !== 'eherkenning' && !state.converting)
    return refused({
      rule: 'ACT-05',
      message: 'The account signs in with a token; it has no use for an activation code.',
    });
  if (state.coupling.state === 'coupled')
    return refused({ rule: 'ACT-05', message: 'A means is coupled already; decouple it first.' });
  const violations = onRequestViolations('activation-code', authority, onRequest);
  if (violations.length > 0) return refused(...violations);
  return decided(
    ...received(onRequest),
    ...newCodeEvents(state, command.newCode, command.policy, command.now),
  );
}

/** ACT-04: administrators have their own mailed while they convert themselves (CNV-04) or are decoupled (EHK-07). */
const isForThemselves = ({ authority, account }: MailActivationCode, state: Account): boolean =>
  authority.kind === 'administrator' &&
  authority.account === account &&
  (state.converting || state.coupling.state === 'decoupled');

/** ACT-01, ACT-02: the new code, and the end of the one before. */
export function newCodeEvents(
  account: Account,
  { id, code, digest }: NewActivationCode,
  policy: Policy,
  now: string,
): AccountEvent[] {
  const expiresAt = codeExpiresAt(now, policy);
  const made = event(activationCodeMade, { codeId: id, digest, expiresAt, code }, 'ACT-01');
  const before = account.activationCode;
  return isValid(before, now)
    ? [event(activationCodeVoided, { codeId: before.id, reason: 'replaced' }, 'ACT-02'), made]
    : [made];
}
