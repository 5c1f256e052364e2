import { event } from '../catalogue.js';
import { type Policy } from '../policy/policy.js';
import { isReservationOf } from '../reservation/reservation.js';
import { type Decision, refused } from '../rules.js';
import { type Authority } from './authority.js';
import { emailAddressViolations, foldEmailAddress } from './contact-data.js';
import { activationCodeVoided } from './activation-code-events.js';
import { contactDataChanged, emailAddressChanged } from './contact-data-events.js';
import { type AccountEvent } from './events.js';
import { livesInReach, notLivingInReach } from './living-in-reach.js';
import { emailAddressTaken } from './new-holder.js';
import { answering, type OnRequest, onRequestViolations } from './on-request.js';
import { type Account, type AccountState, isValid } from './state.js';

/** What is given; what isn't stays as it is. */
export interface ContactDataChange {
  readonly telephone?: string;
  readonly emailAddress?: string;
  /** `null` empties it. */
  readonly function?: string | null;
}

export interface ChangeContactData {
  readonly account: string;
  readonly change: ContactDataChange;
  /** Whether another account has the e-mail address that is given. */
  readonly taken: boolean;
  /** Stream that reserves the e-mail address that is given. */
  readonly reservation: string;
  readonly authority: Authority;
  readonly onRequest: OnRequest;
  readonly policy: Policy;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/**
 * §2.6, §3.7, §4.5: the holder's own contact data, or a user's by an administrator, or anybody's by the service desk,
 * on request (ADM-12).
 */
export function changeContactData(command: ChangeContactData, state: AccountState): Decision<AccountEvent> {
  const { account, authority, change, onRequest, policy } = command;
  const isOwn = authority.kind === 'administrator' && authority.account === account;
  if (state.state !== 'living' || !(isOwn || livesInReach(state, authority)))
    return notLivingInReach(state, authority);
  if (state.kind === 'administrator' && authority.kind === 'administrator' && !isOwn)
    return refused({
      rule: 'ADM-10',
      message: 'Contact data of a fellow administrator are for themselves and for the service desk.',
    });
  const emailAddress = newEmailAddress(state, change);
  const violations = [
    ...(emailAddress === undefined ? [] : emailAddressViolations(emailAddress, policy)),
    ...(emailAddress !== undefined && command.taken ? [emailAddressTaken] : []),
    ...onRequestViolations('contact-data', authority, onRequest),
  ];
  if (violations.length > 0) return refused(...violations);
  return answering(onRequest, [
    ...telephoneAndFunction(state, change),
    ...(emailAddress === undefined ? [] : movedTo(emailAddress, command, state)),
  ]);
}

/** USR-04, USR-06: the same address in another case is no change. */
export const newEmailAddress = (
  { holder }: Account,
  { emailAddress }: ContactDataChange,
): string | undefined =>
  emailAddress !== undefined &&
  typeof holder.emailAddress === 'string' &&
  foldEmailAddress(emailAddress) === foldEmailAddress(holder.emailAddress)
    ? undefined
    : emailAddress;

function telephoneAndFunction({ holder }: Account, change: ContactDataChange): AccountEvent[] {
  const telephone = change.telephone === holder.telephone ? undefined : change.telephone;
  const occupation = change.function === (holder.function ?? null) ? undefined : change.function;
  if (telephone === undefined && occupation === undefined) return [];
  return [
    event(
      contactDataChanged,
      {
        ...(telephone === undefined ? {} : { telephone }),
        ...(typeof occupation === 'string' ? { function: occupation } : {}),
        ...(occupation === null ? { functionEmptied: true } : {}),
      },
      'USR-08',
    ),
  ];
}

function movedTo(
  emailAddress: string,
  { reservation, now }: ChangeContactData,
  state: Account,
): AccountEvent[] {
  const released = [...state.reservations].filter((one) => isReservationOf('email-address', one));
  const code = state.activationCode;
  return [
    event(emailAddressChanged, { emailAddress, reservation, released }, 'USR-08'),
    ...(isValid(code, now)
      ? [event(activationCodeVoided, { codeId: code.id, reason: 'email-address-changed' }, 'USR-08')]
      : []),
  ];
}
