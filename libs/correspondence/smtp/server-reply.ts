import { type MailAnswer } from '#libs/domain/mail/record-mail-outcome';

/** Reply code of RFC 5321 at the beginning of a reply. */
export function replyOf(response: string): Pick<MailAnswer, 'reply'> {
  const [, code] = /^([2-5]\d\d)\b/.exec(response) ?? [];
  return code === undefined ? {} : { reply: Number(code) };
}

/** Enhanced status code (RFC 3463) behind the reply code, as in `550 5.1.1 …`; nothing else of what a server says. */
export function statusOf(response: string | undefined): Pick<MailAnswer, 'status'> {
  const [, status] = /^[2-5]\d\d[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response ?? '') ?? [];
  return status === undefined ? {} : { status };
}
