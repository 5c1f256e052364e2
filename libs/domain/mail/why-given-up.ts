import { type AccountEvent } from '../account/events.js';
import { standingDeadline } from '../account/remind-of-deadline.js';
import { type Account, type AccountState, isValid } from '../account/state.js';
import { type GiveUpReason } from './events.js';
import { isUnknownTwice, type Mail, type MailAskedFor } from './mail.js';

/** The account whose mail it is, and the event of it that asked for the mail. */
export interface MailJudged {
  readonly account: AccountState;
  readonly cause: AccountEvent | undefined;
  /** EHK-05: until when the last sign-in makes a coupling stand; absent where there was none. RFC 3339, UTC. */
  readonly signInLapsesAt?: string | undefined;
}

/**
 * Why a mail leaves no more; nothing while it may.
 *
 * @param now RFC 3339, UTC
 */
export function whyGivenUp(mail: Mail, judged: MailJudged, now: string): GiveUpReason | undefined {
  const { asked } = mail;
  const { account } = judged;
  if (isUnknownTwice(mail)) return 'unknown-twice';
  if (asked.triedUntil <= now) return 'expired';
  // END-01: the address may be somebody else's by now.
  if (account.state !== 'living') return 'no-longer-needed';
  return isNeeded(asked, account, judged, now) ? undefined : 'no-longer-needed';
}

function isNeeded(
  { kind, codeId }: MailAskedFor,
  account: Account,
  { cause, signInLapsesAt }: MailJudged,
  now: string,
): boolean {
  if (kind === 'activation-code')
    return account.activationCode?.id === codeId && isValid(account.activationCode, now);
  if (cause?.type !== 'account.reminder-due') return true;
  return standingDeadline(cause.data.of, account, { signInLapsesAt, now }) === cause.data.deadline;
}
