import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import { CompleteDeparture } from '#libs/commands/complete-departure';
import { EndAccountWithOrganisation } from '#libs/commands/end-account-with-organisation';
import { LapseMandate } from '#libs/commands/lapse-mandate';
import { type Receipt } from '#libs/commands/receipt';
import { type AccountEvent } from '#libs/domain/account/events';
import { type MandateEvent } from '#libs/domain/mandate/mandate';
import { type OrganisationEvent } from '#libs/domain/organisation/events';
import { idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from './engine/process.js';
import { type Left, type OrganisationMembers } from './organisation-members.js';
import { inTurn } from './in-turn.js';
import { causedBy } from './process-caller.js';

const name = 'leave-organisations';

type Taken = AccountEvent | MandateEvent | OrganisationEvent;

/**
 * ORG-05: when an organisation has left, its accounts end, proposed administrators are turned down, its mandates lapse, and that all is done is recorded. What a
 * command that ran at the same time still made there is undone when its event comes by (architecture 6).
 */
export const leaveOrganisations = (
  members: OrganisationMembers,
  commands: Commands,
  commandBus: CommandBus,
): Process => {
  const endAccount = (cause: RecordedEvent, account: string, left: Left): Promise<Receipt> =>
    commandBus.execute(
      new EndAccountWithOrganisation(
        commands.request(causedBy(name, cause, 'end-account-with-organisation', { account, left })),
      ),
    );
  const lapseMandate = (cause: RecordedEvent, mandate: string, left: Left): Promise<Receipt> =>
    commandBus.execute(
      new LapseMandate(commands.request(causedBy(name, cause, 'lapse-mandate', { mandate, left }))),
    );

  /** After a crash it begins again: what was done under the same command id is found done. */
  const leave = async (cause: RecordedEvent): Promise<void> => {
    const { stream, revision } = cause.envelope;
    const [organisation, left] = [idOf(stream), { stream, revision }];
    members.leave(organisation, left);
    const ended = await inTurn(members.accountsOf(organisation), (account) =>
      endAccount(cause, account, left),
    );
    const lapsed = await inTurn(members.mandatesOf(organisation), (mandate) =>
      lapseMandate(cause, mandate, left),
    );
    const body = {
      organisation,
      accounts: recordedBy(ended, 'account.ended'),
      mandates: recordedBy(lapsed, 'mandate.lapsed'),
      generators: recordedBy(ended, 'account.token-called-back'),
    };
    await commandBus.execute(
      new CompleteDeparture(commands.request(causedBy(name, cause, 'complete-departure', body))),
    );
  };

  return {
    name,
    takes: new Set<Taken['type']>([
      'account.user-created',
      'account.administrator-proposed',
      'account.administrator-proposal-rejected',
      'account.administrator-created',
      'account.ended',
      'mandate.given',
      'mandate.ended',
      'mandate.lapsed',
      'organisation.left',
    ]),
    handle: async (recorded) => {
      const { type, data } = recorded.event as Taken;
      const id = idOf(recorded.envelope.stream);
      if (type === 'organisation.left') return leave(recorded);
      if (type === 'account.ended' || type === 'account.administrator-proposal-rejected')
        return members.removeAccount(id);
      if (type === 'mandate.ended' || type === 'mandate.lapsed') return members.removeMandate(id);
      if (type === 'mandate.given') {
        const between = [data.givingOrganisation, data.receivingOrganisation];
        members.addMandate(id, between);
        const left = members.leftOf(between);
        if (left !== undefined) await lapseMandate(recorded, id, left);
      } else if (
        type === 'account.user-created' ||
        type === 'account.administrator-proposed' ||
        type === 'account.administrator-created'
      ) {
        members.addAccount(id, data.organisation);
        const left = members.leftOf([data.organisation]);
        if (left !== undefined) await endAccount(recorded, id, left);
      }
    },
  };
};

/** How many events of the type these commands recorded, now or before a crash. */
const recordedBy = (receipts: readonly Receipt[], type: string): number =>
  receipts
    .flatMap((receipt) => (receipt.outcome === 'applied' ? receipt.events : []))
    .filter((event) => event.type.startsWith(`${type}.v`)).length;
