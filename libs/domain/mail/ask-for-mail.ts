import { event } from '../catalogue.js';
import { after } from '../policy/duration.js';
import { type Policy } from '../policy/policy.js';
import { decided, type Decision } from '../rules.js';
import { mailAskedFor, type MailEvent } from './events.js';
import { type MailState, ruleOfMail } from './mail.js';
import { type MailAsked } from './mails-by-event.js';

export interface AskForMail extends MailAsked {
  readonly account: string;
  /** Id of the event that asks, and when it was recorded (RFC 3339, UTC). */
  readonly cause: string;
  readonly causedAt: string;
  readonly policy: Policy;
}

/** An event asks for its mail once. */
export function askForMail(
  { kind, codeId, until, account, cause, causedAt, policy }: AskForMail,
  mail: MailState,
): Decision<MailEvent> {
  if (mail !== undefined) return decided();
  const longest = after(causedAt, policy['mail.noticeTriedFor']);
  const triedUntil = kind === 'activation-code' ? (until ?? longest) : earliest(until, longest);
  return decided<MailEvent>(
    event(
      mailAskedFor,
      { kind, account, cause, ...(codeId === undefined ? {} : { codeId }), triedUntil },
      ruleOfMail[kind],
    ),
  );
}

const earliest = (until: string | undefined, longest: string): string =>
  until !== undefined && until < longest ? until : longest;
