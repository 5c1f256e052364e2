import { type MailSettings } from '#libs/configuration/configuration';
import { type MailGateway } from '#libs/correspondence/mail';
import { MailFolder } from '#libs/correspondence/mail-folder';
import { SmtpServer } from '#libs/correspondence/smtp/smtp-server';

/** Where mail leaves: a mail server where one is set, else files. */
export const mailGateway = (
  { from, bouncesTo, smtp }: MailSettings,
  folder: string,
  now: () => Date,
): MailGateway =>
  smtp === undefined
    ? new MailFolder({ folder, from, now })
    : new SmtpServer({ ...smtp, from, now, ...(bouncesTo === undefined ? {} : { bouncesTo }) });
