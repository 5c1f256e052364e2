import { simpleParser } from 'mailparser';
import { type ReportedAction, reportedActions } from '#libs/domain/mail/record-mail-bounce';

/** What a notification says became of one mail. */
export interface DeliveryStatus {
  /** Id of the mail. */
  readonly mail: string;
  readonly action: ReportedAction;
  /** RFC 3463. */
  readonly status: string;
}

/**
 * Reads a delivery status notification (RFC 3464): which mail it is about follows from the envelope id that it left with
 * (RFC 3461), else from the Message-ID in the headers that came back. Nothing where it is none.
 */
export async function readDeliveryStatus(message: string): Promise<DeliveryStatus | undefined> {
  const { attachments } = await simpleParser(message, { keepDeliveryStatus: true }).catch(() => ({
    attachments: [],
  }));
  const partOf = (...types: readonly string[]): string | undefined =>
    attachments
      .find(({ contentType }) => types.includes(contentType.toLowerCase()))
      ?.content.toString('utf8');
  const report = partOf('message/delivery-status');
  if (report === undefined) return undefined;
  const action = field(report, 'Action')?.toLowerCase();
  const status = /^([245]\.\d{1,3}\.\d{1,3})\b/.exec(field(report, 'Status') ?? '')?.[1];
  const returned = partOf('message/rfc822', 'text/rfc822-headers', 'message/rfc822-headers') ?? '';
  const mail = idIn(field(report, 'Original-Envelope-Id')) ?? idIn(field(returned, 'Message-ID'));
  return mail === undefined || status === undefined || !isAction(action)
    ? undefined
    : { mail, action, status };
}

/**
 * The first field of this name; a mail of ours has one recipient, so a report about it has one group of fields. Anybody
 * may have written it: nothing in the expression can be matched in two ways, so that it takes time by its length alone.
 */
const field = (fields: string, name: string): string | undefined =>
  new RegExp(`^${name}:[ \\t]*(?:\\r?\\n[ \\t])?(.*)`, 'im').exec(fields)?.[1]?.trim();

const idIn = (text: string | undefined): string | undefined =>
  /^<?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:@[^>]*>?)?$/i.exec(text ?? '')?.[1]?.toLowerCase();

const isAction = (text: string | undefined): text is ReportedAction =>
  reportedActions.some((one) => one === text);
