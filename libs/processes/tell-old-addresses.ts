import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import { RecordOldAddressMail, type RecordOldAddressMailBody } from '#libs/commands/record-old-address-mail';
import { type MailGateway, type MailOutcome } from '#libs/correspondence/mail';
import { oldAddressMail } from '#libs/correspondence/old-address-mail';
import { type AccountEvent } from '#libs/domain/account/events';
import { evolveAccount } from '#libs/domain/account/evolve';
import { noAccount, type Personal } from '#libs/domain/account/state';
import { isErased } from '#libs/domain/catalogue';
import { idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from './engine/process.js';
import { causedBy } from './process-caller.js';

const name = 'tell-old-addresses';

/** USR-08: when an e-mail address changed, the old one is told, and that it was told is recorded. */
export const tellOldAddresses = (commands: Commands, commandBus: CommandBus, mail: MailGateway): Process => ({
  name,
  takes: new Set<AccountEvent['type']>(['account.email-address-changed']),
  handle: async (changed) => {
    const { stream, id: changeId } = changed.envelope;
    const history = (await commands.journal.read(stream)) as readonly RecordedEvent<AccountEvent>[];
    if (history.some(({ event }) => isToldOf(changeId, event) || event.type === 'account.ended')) return;
    const to = addressBefore(changed, history);
    const outcome =
      to === undefined || isErased(to)
        ? ({ left: false, failure: 'unreadable' } as const)
        : outcomeOf(await mail.send(oldAddressMail({ id: changeId, to })));
    const body: RecordOldAddressMailBody = { account: idOf(stream), changeId, outcome };
    await commandBus.execute(
      new RecordOldAddressMail(commands.request(causedBy(name, changed, 'record-old-address-mail', body))),
    );
  },
});

const isToldOf = (changeId: string, { type, data }: AccountEvent): boolean =>
  (type === 'account.old-address-told' || type === 'account.old-address-not-told') &&
  data.changeId === changeId;

function addressBefore(
  { envelope }: RecordedEvent,
  history: readonly RecordedEvent<AccountEvent>[],
): Personal | undefined {
  const before = history
    .filter((one) => one.envelope.revision < envelope.revision)
    .reduce((state, { event }) => evolveAccount(state, event), noAccount);
  return before.state === 'living' ? before.holder.emailAddress : undefined;
}

const outcomeOf = (outcome: MailOutcome): RecordOldAddressMailBody['outcome'] =>
  outcome.left ? outcome : { left: false, failure: 'not-accepted' };
