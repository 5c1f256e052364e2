import { event } from '../catalogue.js';
import { isReservationOf } from '../reservation/reservation.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { type Authority, outOfReach } from './authority.js';
import { callBack } from './call-back.js';
import { activationCodeVoided } from './activation-code-events.js';
import { accountEnded, type AccountEvent, type EndReason } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { type Account, type AccountState, isValid } from './state.js';

export interface EndAccount {
  /** Id of the account that ends. */
  readonly account: string;
  readonly confirmed: boolean;
  readonly noLongerWorksHere: boolean;
  readonly authority: Authority;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** §5.4, §6.1: an administrator ends a user's account. */
export function endAccount(command: EndAccount, state: AccountState): Decision<AccountEvent> {
  const { authority, now } = command;
  if (authority.kind !== 'administrator') return refused(outOfReach);
  if (!livesInReach(state, authority)) return notLivingInReach(state, authority);
  if (authority.account === command.account)
    return refused({
      rule: 'END-03',
      message: 'Nobody ends their own administrator account; it takes the board’s form for stepping down.',
    });
  if (state.kind === 'administrator')
    return refused({ rule: 'ADM-10', message: 'An administrator doesn’t end a fellow administrator.' });
  const violations = missingWords(command);
  if (violations.length > 0) return refused(...violations);
  return decided<AccountEvent>(...ending(state, 'no-longer-works-here', now));
}

/** What every end does (END-01): code void, generators called back, reservations given up. @param now RFC 3339, UTC */
export function ending(account: Account, because: EndReason, now: string): readonly AccountEvent[] {
  const { activationCode: code, generators } = account;
  return [
    ...(isValid(code, now)
      ? [event(activationCodeVoided, { codeId: code.id, reason: 'ended' }, 'END-01')]
      : []),
    ...callBack(generators, 'account-ended'),
    event(accountEnded, { reservations: released(account), because }, 'END-01'),
  ];
}

function missingWords({ confirmed, noLongerWorksHere }: EndAccount): Violation[] {
  const violations: Violation[] = [];
  if (!confirmed)
    violations.push({
      rule: 'END-01',
      field: 'confirmed',
      message: 'Confirm that the account is to end; it can’t be undone.',
    });
  if (!noLongerWorksHere)
    violations.push({
      rule: 'END-01',
      field: 'noLongerWorksHere',
      message: 'Confirm that the person no longer works with this account.',
    });
  return violations;
}

/** END-01: e-mail address and means become free; a username is never given out again (USR-03). */
const released = ({ reservations }: Account): string[] =>
  [...reservations].filter((stream) => !isReservationOf('username', stream));
