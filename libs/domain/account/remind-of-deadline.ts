import { event } from '../catalogue.js';
import { decided, type Decision, type RuleId } from '../rules.js';
import { passwordOf } from './change-password.js';
import { type AccountEvent } from './events.js';
import { couplingDeadline } from './lapse-coupling.js';
import { reminderDue, type ReminderSubject } from './reminder-events.js';
import { type Account, type AccountState, isValid } from './state.js';

export interface RemindOfDeadline {
  readonly of: ReminderSubject;
  /** RFC 3339, UTC, as are the others. */
  readonly deadline: string;
  /** EHK-05: until when the last sign-in makes a coupling stand; absent where there was none. */
  readonly signInLapsesAt?: string;
  readonly now: string;
}

/**
 * PWD-07, EHK-05, ACT-01: the holder is to be reminded, where the deadline still stands and hasn't come yet; of each one
 * once.
 */
export function remindOfDeadline(
  { of, deadline, signInLapsesAt, now }: RemindOfDeadline,
  state: AccountState,
): Decision<AccountEvent> {
  if (state.state !== 'living' || now >= deadline || state.reminded[of] === deadline) return decided();
  if (standingDeadline(of, state, { signInLapsesAt, now }) !== deadline) return decided();
  return decided<AccountEvent>(event(reminderDue, { of, deadline }, deadlines[of].rule));
}

interface At {
  /** EHK-05: until when the last sign-in makes a coupling stand; absent where there was none. RFC 3339, UTC. */
  readonly signInLapsesAt: string | undefined;
  readonly now: string;
}

/** The deadline that stands now, where there is something that the holder can do about it; RFC 3339, UTC. */
export const standingDeadline = (of: ReminderSubject, account: Account, at: At): string | undefined =>
  deadlines[of].standing(account, at);

const deadlines: Readonly<
  Record<
    ReminderSubject,
    { readonly rule: RuleId; readonly standing: (account: Account, at: At) => string | undefined }
  >
> = {
  'password-expires': { rule: 'PWD-07', standing: chosenPasswordIsGoodUntil },
  'coupling-lapses': {
    rule: 'EHK-05',
    standing: (account, { signInLapsesAt }) =>
      account.coupling.state === 'coupled' ? couplingDeadline(account, signInLapsesAt) : undefined,
  },
  'activation-code-unused': {
    rule: 'ACT-01',
    // A code that has not left is not there to be used.
    standing: ({ activationCode: code }, { now }) =>
      isValid(code, now) && code.mail === 'left' ? code.expiresAt : undefined,
  },
};

/** One that somebody else issued must be changed at the first sign-in whenever that is (PWD-06). */
function chosenPasswordIsGoodUntil(account: Account): string | undefined {
  const password = passwordOf(account);
  return password === undefined || password.issued ? undefined : password.goodUntil;
}
