import { type AccountState, isValid } from '../account/state.js';
import { type GiveUpReason } from './events.js';
import { isUnknownTwice, type Mail, type MailAskedFor } from './mail.js';

/**
 * Why a mail leaves no more; nothing while it may.
 *
 * @param account whose mail it is, as it is now
 * @param now RFC 3339, UTC
 */
export function whyGivenUp(mail: Mail, account: AccountState, now: string): GiveUpReason | undefined {
  const { asked } = mail;
  if (isUnknownTwice(mail)) return 'unknown-twice';
  if (asked.triedUntil <= now) return 'expired';
  return isNeeded(asked, account, now) ? undefined : 'no-longer-needed';
}

function isNeeded({ kind, codeId }: MailAskedFor, account: AccountState, now: string): boolean {
  // END-01: the address may be somebody else's by now.
  if (account.state !== 'living') return false;
  switch (kind) {
    case 'activation-code':
      return account.activationCode?.id === codeId && isValid(account.activationCode, now);
    default:
      return true;
  }
}
