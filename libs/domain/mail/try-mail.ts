import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { type MailEvent, mailTried, type MailWay } from './events.js';
import { isOpen, isUnknownTwice, type MailState, ruleOfMail } from './mail.js';

export interface TryMail {
  readonly by: MailWay;
}

/** ACT-06: that a mail is about to leave is recorded before its first byte goes out. */
export function tryMail({ by }: TryMail, mail: MailState): Decision<MailEvent> {
  if (!isOpen(mail) || isUnknownTwice(mail)) return decided();
  const { account, kind } = mail.asked;
  return decided<MailEvent>(event(mailTried, { account, attempt: mail.attempts + 1, by }, ruleOfMail[kind]));
}
