import { event } from '../catalogue.js';
import { counts, doesNotCount, type Means } from '../means/means.js';
import { couplingLapsesAt } from '../policy/deadlines.js';
import { type Calendar } from '../policy/period.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision, type Refusal, refused, type Violation } from '../rules.js';
import { accountBlockedNow } from './barred.js';
import { callBack } from './call-back.js';
import { activationCodeVoided, couplingTriedWrongly } from './activation-code-events.js';
import { meansCoupled, previousMeansReleased } from './coupling-events.js';
import { type AccountEvent } from './events.js';
import { type Account, type AccountState, type ActivationCode, isValid } from './state.js';

/** What the person says in the visit (EHK-02). */
export interface CouplingVisit {
  readonly means: Means;
  readonly hasUsernameAndCode: boolean;
  readonly acceptedPrivacyStatement: string;
  readonly acceptedTermsOfUse: string;
}

/** EHK-01, EHK-02: what must be right before username and code are looked at. */
export function visitViolations(visit: CouplingVisit, policy: Policy): Violation[] {
  const violations: Violation[] = [];
  if (!counts(visit.means, policy))
    violations.push({
      rule: 'EHK-01',
      field: 'meansStatement',
      message: doesNotCount(policy),
    });
  if (!visit.hasUsernameAndCode)
    violations.push({
      rule: 'EHK-02',
      field: 'hasUsernameAndCode',
      message: 'Coupling takes a username and a valid activation code at hand.',
    });
  if (visit.acceptedPrivacyStatement !== policy['texts.privacyStatement'])
    violations.push({
      rule: 'EHK-02',
      field: 'acceptedPrivacyStatement',
      message: `Accept the privacy statement in force, version ${policy['texts.privacyStatement']}.`,
    });
  if (visit.acceptedTermsOfUse !== policy['texts.termsOfUse'])
    violations.push({
      rule: 'EHK-02',
      field: 'acceptedTermsOfUse',
      message: `Accept the terms of use in force, version ${policy['texts.termsOfUse']}.`,
    });
  return violations;
}

/** ACT-03: says the same whatever was wrong. */
export const wrongCombination: Violation = {
  rule: 'ACT-03',
  message: 'This combination of username and activation code is not right, or the code is no longer valid.',
};

export interface CoupleMeans {
  readonly visit: CouplingVisit;
  /** Whether the username that was typed is this account's. */
  readonly usernameIsRight: boolean;
  /** Keyed hash of the code that was typed. */
  readonly digest: string;
  /** EHK-04: whether another account has this means coupled. */
  readonly meansTaken: boolean;
  /** Stream that reserves the means with this coupling key. */
  readonly reservationOf: (meansKey: string) => string;
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly now: string;
}

/**
 * §3.1: couples a means to the account, or counts a wrong combination against its code (ACT-03). Of an account that was
 * converted the token sign-in is over for good, and its generators are called back (EHK-03).
 */
export function coupleMeans(command: CoupleMeans, state: AccountState): Decision<AccountEvent> {
  const { visit, policy, calendar, now } = command;
  if (state.state !== 'living') return refused(wrongCombination);
  const code = state.activationCode;
  if (!command.usernameIsRight || code === undefined || code.digest !== command.digest)
    return countedAsWrong(state, policy, now);
  if (code.void !== undefined || now >= code.expiresAt) return refused(noLongerValid(code));
  if (state.blocked !== undefined) return refused(accountBlockedNow);
  if (state.coupling.state === 'coupled' || command.meansTaken)
    return refused({
      rule: 'EHK-04',
      message: 'One means is coupled to one account at most, and one account to one means at most.',
    });
  return decided<AccountEvent>(
    ...previousMeansOf(state, command),
    event(
      meansCoupled,
      {
        means: visit.means.key,
        pseudonym: visit.means.pseudonym,
        legalSubject: visit.means.legalSubject,
        level: visit.means.level,
        codeId: code.id,
        privacyStatement: visit.acceptedPrivacyStatement,
        termsOfUse: visit.acceptedTermsOfUse,
        reservation: command.reservationOf(visit.means.key),
        lapsesAt: couplingLapsesAt(now, policy, calendar),
      },
      'EHK-02',
    ),
    ...callBack(state.generators, 'no-longer-used'),
  );
}

/** EHK-08: the previous means stays reserved until another one is coupled. */
const previousMeansOf = ({ coupling }: Account, { visit, reservationOf }: CoupleMeans): AccountEvent[] =>
  coupling.state === 'decoupled' && coupling.previousMeans !== visit.means.key
    ? [
        event(
          previousMeansReleased,
          { means: coupling.previousMeans, reservation: reservationOf(coupling.previousMeans) },
          'EHK-08',
        ),
      ]
    : [];

function countedAsWrong(account: Account, policy: Policy, now: string): Refusal<AccountEvent> {
  const code = account.activationCode;
  if (!isValid(code, now)) return refused(wrongCombination);
  const tries = code.wrongTries + 1;
  const counted = event(couplingTriedWrongly, { codeId: code.id, tries }, 'ACT-03');
  const events: AccountEvent[] =
    tries < policy['activationCode.wrongCombinations']
      ? [counted]
      : [counted, event(activationCodeVoided, { codeId: code.id, reason: 'wrong-combinations' }, 'ACT-03')];
  return { events, refused: [wrongCombination] };
}

/** Told only to who typed the right username and the right code. */
function noLongerValid(code: ActivationCode): Violation {
  switch (code.void ?? 'expired') {
    case 'expired':
    case 'coupled':
      return { rule: 'ACT-01', message: 'The activation code has expired or been used; ask for a new one.' };
    case 'replaced':
    case 'wrong-combinations':
    case 'ended':
      return wrongCombination;
    case 'email-address-changed':
      return { rule: 'USR-08', message: 'The e-mail address has changed since; ask for a new code.' };
    case 'not-mailed':
      return { rule: 'ACT-06', message: 'The activation code is not valid; ask for a new one.' };
  }
}
