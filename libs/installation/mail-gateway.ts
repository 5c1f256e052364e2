import { readFileSync } from 'node:fs';
import { type MailSettings } from '#libs/configuration/configuration';
import { type MailGateway } from '#libs/correspondence/mail';
import { MailFolder } from '#libs/correspondence/mail-folder';
import { SmtpServer } from '#libs/correspondence/smtp/smtp-server';

/** Where mail leaves: a mail server where one is set, else files. @throws what reading the CA file throws */
export function mailGateway(
  { from, bouncesTo, smtp }: MailSettings,
  folder: string,
  now: () => Date,
): MailGateway {
  if (smtp === undefined) return new MailFolder({ folder, from, now });
  const { caFile, ...server } = smtp;
  return new SmtpServer({
    ...server,
    from,
    now,
    ...(bouncesTo === undefined ? {} : { bouncesTo }),
    ...(caFile === undefined ? {} : { ca: readFileSync(caFile, 'utf8') }),
  });
}
