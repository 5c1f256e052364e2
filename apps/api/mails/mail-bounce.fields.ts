import { TextField } from '../fields/text-field.js';

/** Bytes of a notification: it holds the headers of what came back, at most the mail itself. */
const maxNotificationBytes = 128 * 1024;

/** ACT-06: what a mail server sent back. */
export class MailBounceFields {
  @TextField({
    form: { pattern: /^[A-Za-z0-9+/]+={0,2}$/, max: Math.ceil(maxNotificationBytes / 3) * 4 },
    description:
      'The delivery status notification (RFC 3464) as it was received, in base64 (RFC 4648); at most 128 KiB of it. Nothing of it is kept but the status code.',
    example: 'RnJvbTogTUFJTEVSLURBRU1PTg==',
  })
  readonly notification!: string;
}
