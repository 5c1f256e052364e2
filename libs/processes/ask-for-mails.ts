import { type CommandBus } from '@nestjs/cqrs';
import { AskForMail, type AskForMailBody } from '#libs/commands/ask-for-mail';
import { type Commands } from '#libs/commands/commands';
import { type AccountEvent } from '#libs/domain/account/events';
import { type MailKind } from '#libs/domain/mail/events';
import { mailAskedBy, mailIdOf, typesThatAskForMails } from '#libs/domain/mail/mails-by-event';
import { accountStreams, idOf, mailStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from './engine/process.js';
import { causedBy } from './process-caller.js';

const name = 'ask-for-mails';

/** What goes to people by mail is asked for by the event that it follows from (ACT-04, USR-08 …), once. */
export const askForMails = (commands: Commands, commandBus: CommandBus): Process => ({
  name,
  takes: typesThatAskForMails,
  handle: async (recorded) => {
    const { event, envelope } = recorded as RecordedEvent<AccountEvent>;
    const asked = mailAskedBy(event);
    if (asked === undefined) return;
    const mail = mailIdOf(asked, envelope.id);
    const account = idOf(envelope.stream);
    if ((await commands.journal.fold(mailStreams, mail)).state !== undefined) return;
    if (toldBeforeMailsHadStreams.has(asked.kind) && (await wasToldBefore(commands, account, mail))) return;
    const body: AskForMailBody = {
      ...asked,
      mail,
      account,
      cause: envelope.id,
      causedAt: envelope.time,
    };
    await commandBus.execute(
      new AskForMail(commands.request(causedBy(name, recorded, 'ask-for-mail', body))),
    );
  },
});

/** The only kinds that left before mails had streams of their own. */
const toldBeforeMailsHadStreams: ReadonlySet<MailKind> = new Set([
  'activation-code',
  'email-address-changed',
]);

/** History of before mails had streams of their own: what became of them stands with the account alone. */
async function wasToldBefore({ journal }: Commands, account: string, mail: string): Promise<boolean> {
  const { events } = await journal.fold(accountStreams, account);
  return events.some(({ event: { type, data } }) => {
    switch (type) {
      case 'account.activation-code-mailed':
      case 'account.activation-code-mail-failed':
        return data.codeId === mail;
      case 'account.old-address-told':
      case 'account.old-address-not-told':
        return data.changeId === mail;
      default:
        return false;
    }
  });
}
