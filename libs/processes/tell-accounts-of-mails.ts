import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import {
  RecordActivationCodeMail,
  type RecordActivationCodeMailBody,
} from '#libs/commands/record-activation-code-mail';
import { RecordOldAddressMail, type RecordOldAddressMailBody } from '#libs/commands/record-old-address-mail';
import { type CodeMailFailure } from '#libs/domain/account/activation-code-events';
import { type GiveUpReason, type MailEvent } from '#libs/domain/mail/events';
import { type Mail } from '#libs/domain/mail/mail';
import { idOf, mailStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type KeyStore } from '#libs/privacy/key-store';
import { type Process } from './engine/process.js';
import { causedBy } from './process-caller.js';

const name = 'tell-accounts-of-mails';

type Ending = Extract<MailEvent, { type: 'mail.sent' | 'mail.refused' | 'mail.bounced' | 'mail.given-up' }>;

/**
 * What came of a mail is recorded with the account where a rule asks for it: a code's (ACT-06) and the one to an old
 * address (USR-08). Then the key that sealed a code on its way is destroyed (architecture 11).
 */
export const tellAccountsOfMails = (commands: Commands, commandBus: CommandBus, keys: KeyStore): Process => ({
  name,
  takes: new Set<Ending['type']>(['mail.sent', 'mail.refused', 'mail.bounced', 'mail.given-up']),
  handle: async (recorded) => {
    const ending = recorded.event as Ending;
    const { state: mail } = await commands.journal.fold(mailStreams, idOf(recorded.envelope.stream));
    if (mail === undefined) return;
    const command = commandFor(commands, recorded, ending, mail);
    if (command !== undefined) await commandBus.execute(command);
    const { codeId } = mail.asked;
    if (codeId !== undefined) await keys.destroy({ subject: codeId, purpose: 'delivery' });
  },
});

function commandFor(
  commands: Commands,
  recorded: RecordedEvent,
  ending: Ending,
  { asked: { kind, account, cause, codeId } }: Mail,
): RecordActivationCodeMail | RecordOldAddressMail | undefined {
  const outcome = outcomeOf(ending);
  if (outcome === undefined) return undefined;
  if (kind === 'activation-code' && codeId !== undefined) {
    const body: RecordActivationCodeMailBody = { account, codeId, outcome };
    return new RecordActivationCodeMail(
      commands.request(causedBy(name, recorded, 'record-activation-code-mail', body)),
    );
  }
  const told = kind === 'email-address-changed' ? withoutBounce(outcome) : undefined;
  if (told === undefined) return undefined;
  const body: RecordOldAddressMailBody = { account, changeId: cause, outcome: told };
  return new RecordOldAddressMail(
    commands.request(causedBy(name, recorded, 'record-old-address-mail', body)),
  );
}

type Outcome = RecordActivationCodeMailBody['outcome'];

/** Nothing where the account's own events say why the mail is not needed. */
function outcomeOf(ending: Ending): Outcome | undefined {
  switch (ending.type) {
    case 'mail.sent':
      return { left: true, messageId: ending.data.messageId };
    case 'mail.refused':
      return { left: false, failure: 'not-accepted' };
    case 'mail.bounced':
      return { left: false, failure: 'bounced' };
    case 'mail.given-up': {
      const failure = failureOf[ending.data.reason];
      return failure === undefined ? undefined : { left: false, failure };
    }
  }
}

const failureOf: Readonly<Record<GiveUpReason, Exclude<CodeMailFailure, 'bounced'> | undefined>> = {
  expired: 'too-late',
  unreadable: 'unreadable',
  'unknown-twice': 'unknown',
  'no-longer-needed': undefined,
};

/** What bounced later stands with the mail itself: the old address is told once (USR-08). */
function withoutBounce(outcome: Outcome): RecordOldAddressMailBody['outcome'] | undefined {
  if (outcome.left) return outcome;
  const { failure } = outcome;
  return failure === 'bounced' ? undefined : { left: false, failure };
}
