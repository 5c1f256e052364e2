import { event } from '../catalogue.js';
import { after, milliseconds } from '../policy/duration.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision } from '../rules.js';
import { mailDeferred, type MailEvent, mailRefused, mailSent } from './events.js';
import { isOpen, type Mail, type MailState, ruleOfMail } from './mail.js';

/** What a mail server answered: reply code (RFC 5321), and enhanced status code (RFC 3463) where it gave one. */
export interface MailAnswer {
  readonly reply?: number;
  readonly status?: string;
}

/** `refused`: for good. `deferred`: not now; it did not arrive. */
export type RecordedOutcome =
  | { readonly outcome: 'sent'; readonly messageId: string; readonly reply?: number }
  | ({ readonly outcome: 'refused' | 'deferred' } & MailAnswer);

export interface RecordMailOutcome {
  readonly outcome: RecordedOutcome;
  readonly policy: Policy;
  /** RFC 3339, UTC. */
  readonly now: string;
}

/** ACT-06: what came of an attempt. */
export function recordMailOutcome(
  { outcome, policy, now }: RecordMailOutcome,
  mail: MailState,
): Decision<MailEvent> {
  if (!isOpen(mail)) return decided();
  const { account, kind } = mail.asked;
  const rule = ruleOfMail[kind];
  if (outcome.outcome === 'sent') {
    const { messageId, reply } = outcome;
    return decided<MailEvent>(
      event(mailSent, { account, messageId, ...(reply === undefined ? {} : { reply }) }, rule),
    );
  }
  const { outcome: which, ...answer } = outcome;
  return decided<MailEvent>(
    which === 'refused'
      ? event(mailRefused, { account, ...answer }, rule)
      : event(mailDeferred, { account, ...answer, triedAgainAt: triedAgainAt(mail, policy, now) }, rule),
  );
}

/** The interval doubles with every time that it was put off, up to the longest that policy allows. */
function triedAgainAt({ deferrals }: Mail, policy: Policy, now: string): string {
  const longest = policy['mail.retryAtMost'];
  const doubled = milliseconds(policy['mail.retryAfter']) * 2 ** deferrals;
  return doubled >= milliseconds(longest)
    ? after(now, longest)
    : new Date(Date.parse(now) + doubled).toISOString();
}
