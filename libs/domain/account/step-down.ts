import { type BoardForm, inEvent, receivedAfter } from '../board-form.js';
import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { ending } from './end-account.js';
import { administratorSteppedDown } from './administrator-events.js';
import { type AccountEvent } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { type Account, type AccountState } from './state.js';

export interface StepDown {
  readonly form: BoardForm;
  /** What the form says: whether the person stays on as a user. */
  readonly staysOnAsUser: boolean;
  /** Calendar date in Europe/Amsterdam. */
  readonly today: string;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** §6.2, ADM-06: on the board's form an administrator is no longer one; what they made and manage stays as it is. */
export function stepDown(command: StepDown, state: AccountState): Decision<AccountEvent> {
  const { form, staysOnAsUser, today, now } = command;
  if (!livesInReach(state, { kind: 'service-desk' }))
    return notLivingInReach(state, { kind: 'service-desk' });
  if (state.kind !== 'administrator')
    return refused({ rule: 'ADM-06', message: 'This account is a user’s; only administrators step down.' });
  const violations = [...receivedAfter(today, form, 'ADM-06'), ...missingRole(command, state)];
  if (violations.length > 0) return refused(...violations);
  const afterwards = staysOnAsUser ? 'stays-on-as-user' : 'account-ends';
  return decided<AccountEvent>(
    event(administratorSteppedDown, { ...inEvent(form), afterwards }, 'ADM-06'),
    ...(staysOnAsUser ? [] : ending(state, 'stepped-down', now)),
  );
}

/** USR-05: a user has at least one role. */
const missingRole = ({ staysOnAsUser }: StepDown, { roles }: Account): Violation[] =>
  staysOnAsUser && roles.size === 0
    ? [
        {
          rule: 'USR-05',
          field: 'staysOnAsUser',
          message:
            'A user has at least one role; the administrator grants themselves one before stepping down.',
        },
      ]
    : [];
