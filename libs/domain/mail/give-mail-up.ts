import { event } from '../catalogue.js';
import { decided, type Decision } from '../rules.js';
import { type GiveUpReason, type MailEvent, mailGivenUp } from './events.js';
import { isOpen, type MailState, ruleOfMail } from './mail.js';

export interface GiveMailUp {
  readonly reason: GiveUpReason;
}

/** A mail that can't or needn't leave any more is given up, once. */
export const giveMailUp = ({ reason }: GiveMailUp, mail: MailState): Decision<MailEvent> =>
  isOpen(mail)
    ? decided<MailEvent>(
        event(mailGivenUp, { account: mail.asked.account, reason }, ruleOfMail[mail.asked.kind]),
      )
    : decided();
