import { event } from '../catalogue.js';
import { decided, type Decision, refused, type Violation } from '../rules.js';
import { mailBounced, type MailEvent } from './events.js';
import { type MailState, ruleOfMail } from './mail.js';

/** What a delivery status notification reports (RFC 3464, 2.3.3). */
export const reportedActions = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;
export type ReportedAction = (typeof reportedActions)[number];

export interface RecordMailBounce {
  readonly action: ReportedAction;
  /** Enhanced status code (RFC 3463), as in 5.1.1. */
  readonly status: string;
}

export const noSuchMail: Violation = {
  rule: 'ACT-06',
  message: 'The notification is about no mail that was sent from here.',
};

/** ACT-06: that a mail came back after it had left is recorded once; only `failed` says that it won't arrive. */
export function recordMailBounce({ action, status }: RecordMailBounce, mail: MailState): Decision<MailEvent> {
  if (mail === undefined || mail.attempts === 0) return refused(noSuchMail);
  if (action !== 'failed' || mail.state === 'bounced' || mail.state === 'refused') return decided();
  const { account, kind } = mail.asked;
  return decided<MailEvent>(event(mailBounced, { account, status }, ruleOfMail[kind]));
}
