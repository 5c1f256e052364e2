import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import { VoidPassword, type VoidPasswordBody } from '#libs/commands/void-password';
import { voidsPassword } from '#libs/domain/account/void-password';
import { type LetterEvent } from '#libs/domain/letter/events';
import { idOf, letterStreams } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from './engine/process.js';
import { causedBy } from './process-caller.js';

const name = 'void-passwords';

/** PWD-06: a password whose letter came back, was lost or can't be printed signs nobody in. */
export const voidPasswords = (commands: Commands, commandBus: CommandBus): Process => ({
  name,
  takes: new Set<LetterEvent['type']>(['letter.voided']),
  handle: async (recorded) => {
    const { event, envelope } = recorded as RecordedEvent<LetterEvent>;
    if (event.type !== 'letter.voided' || !voidsPassword(event.data.reason)) return;
    const { state: letter } = await commands.journal.fold(letterStreams, idOf(envelope.stream));
    const { account, delivery } = letter?.asked ?? {};
    if (account === undefined || delivery === undefined) return;
    const body: VoidPasswordBody = { account, delivery, reason: event.data.reason };
    await commandBus.execute(
      new VoidPassword(commands.request(causedBy(name, recorded, 'void-password', body))),
    );
  },
});
