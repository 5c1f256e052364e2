import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import {
  RecordActivationCodeMail,
  type RecordActivationCodeMailBody,
} from '#libs/commands/record-activation-code-mail';
import { activationCodeMail } from '#libs/correspondence/activation-code-mail';
import { type MailGateway, type MailOutcome } from '#libs/correspondence/mail';
import { activationCodeMade } from '#libs/domain/account/activation-code-events';
import { isValid } from '#libs/domain/account/state';
import { type EventOf, isErased } from '#libs/domain/catalogue';
import { accountStreams, idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type KeyStore } from '#libs/privacy/key-store';
import { type Process } from './engine/process.js';
import { causedBy } from './process-caller.js';

const name = 'mail-activation-codes';

/**
 * ACT-04, ACT-06: when a code was made, it is mailed and that it left is recorded; then the key that sealed it on
 * its way is destroyed (architecture 11). A code that is no longer valid is not mailed.
 */
export const mailActivationCodes = (
  commands: Commands,
  commandBus: CommandBus,
  mail: MailGateway,
  keys: KeyStore,
): Process => ({
  name,
  takes: new Set([activationCodeMade.type]),
  handle: async (recorded) => {
    const made = recorded as RecordedEvent<EventOf<typeof activationCodeMade>>;
    const { codeId, expiresAt, code } = made.event.data;
    const account = idOf(made.envelope.stream);
    const { state } = await commands.journal.fold(accountStreams, account);
    const waits =
      state.state === 'living' &&
      state.activationCode?.id === codeId &&
      state.activationCode.mail === 'waiting';
    if (waits) {
      const to = state.holder.emailAddress;
      const tooLate = !isValid(state.activationCode, commands.outside.now().toISOString());
      const outcome = tooLate
        ? ({ left: false, failure: 'too-late' } as const)
        : isErased(code) || isErased(to)
          ? ({ left: false, failure: 'unreadable' } as const)
          : outcomeOf(await mail.send(activationCodeMail({ id: codeId, to, code, expiresAt })));
      const body: RecordActivationCodeMailBody = { account, codeId, outcome };
      await commandBus.execute(
        new RecordActivationCodeMail(
          commands.request(causedBy(name, recorded, 'record-activation-code-mail', body)),
        ),
      );
    }
    await keys.destroy({ subject: codeId, purpose: 'delivery' });
  },
});

const outcomeOf = (outcome: MailOutcome): RecordActivationCodeMailBody['outcome'] =>
  outcome.left ? outcome : { left: false, failure: 'not-accepted' };
