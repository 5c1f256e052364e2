import { type CommandBus } from '@nestjs/cqrs';
import { type Commands } from '#libs/commands/commands';
import { FreeGenerator, type FreeGeneratorBody } from '#libs/commands/free-generator';
import { type AccountEvent } from '#libs/domain/account/events';
import { evolveAccount } from '#libs/domain/account/evolve';
import { accountStreams, idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from './engine/process.js';
import { causedBy } from './process-caller.js';

const name = 'free-generators';

type TokenReturned = Extract<AccountEvent, { type: 'account.token-returned' }>;

/** TOK-04, TOK-05: when an account's generator came back, it is nobody's again on its own stream. */
export const freeGenerators = (commands: Commands, commandBus: CommandBus): Process => ({
  name,
  takes: new Set<AccountEvent['type']>(['account.token-returned']),
  handle: async (recorded) => {
    const { event, envelope } = recorded as RecordedEvent<TokenReturned>;
    const account = idOf(envelope.stream);
    const { serialNumber } = event.data;
    const seedId = await seedBefore(commands, account, envelope.revision, serialNumber);
    if (seedId === undefined) return;
    const body: FreeGeneratorBody = { serialNumber, account, seedId };
    await commandBus.execute(
      new FreeGenerator(commands.request(causedBy(name, recorded, 'free-generator', body))),
    );
  },
});

/** With which seed the account had the generator before this revision: it may have had it more than once. */
async function seedBefore(
  { journal }: Commands,
  account: string,
  revision: number,
  serialNumber: string,
): Promise<string | undefined> {
  const { events } = await journal.fold(accountStreams, account);
  const before = events
    .slice(0, revision)
    .reduce((state, { event }) => evolveAccount(state, event), accountStreams.initial);
  return 'generators' in before ? before.generators.get(serialNumber)?.seedId : undefined;
}
