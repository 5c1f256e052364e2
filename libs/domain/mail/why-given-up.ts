import { type AccountEvent } from '../account/events.js';
import { type Account, type AccountState, isValid } from '../account/state.js';
import { type GiveUpReason } from './events.js';
import { isUnknownTwice, type Mail, type MailAskedFor } from './mail.js';

/** The account whose mail it is, and the event of it that asked for the mail. */
export interface MailJudged {
  readonly account: AccountState;
  readonly cause: AccountEvent | undefined;
}

/**
 * Why a mail leaves no more; nothing while it may.
 *
 * @param now RFC 3339, UTC
 */
export function whyGivenUp(
  mail: Mail,
  { account, cause }: MailJudged,
  now: string,
): GiveUpReason | undefined {
  const { asked } = mail;
  if (isUnknownTwice(mail)) return 'unknown-twice';
  if (asked.triedUntil <= now) return 'expired';
  // END-01: the address may be somebody else's by now.
  if (account.state !== 'living') return 'no-longer-needed';
  return isNeeded(asked, account, cause, now) ? undefined : 'no-longer-needed';
}

function isNeeded(
  { kind, codeId }: MailAskedFor,
  account: Account,
  cause: AccountEvent | undefined,
  now: string,
): boolean {
  const deadline = cause?.type === 'account.reminder-due' ? cause.data.deadline : undefined;
  switch (kind) {
    case 'activation-code':
      return account.activationCode?.id === codeId && isValid(account.activationCode, now);
    case 'password-expires':
      return account.password?.goodUntil === deadline;
    case 'coupling-lapses':
      return account.coupling.state === 'coupled';
    case 'activation-code-unused':
      return isValid(account.activationCode, now) && account.activationCode.expiresAt === deadline;
    default:
      return true;
  }
}
