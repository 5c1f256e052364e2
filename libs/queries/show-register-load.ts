import { type Receipt } from '#libs/commands/receipt';
import { type RegisterEvent } from '#libs/domain/register/register';
import { organisationStreams, registerStreams, streamOf } from '#libs/domain/streams';
import { type Journal, type RecordedEvent } from '#libs/journal/journal';

/** What a load changed, as its event says (ORG-02). */
export async function registerLoadAt(
  journal: Journal,
  sector: string,
  revision: number,
): Promise<RegisterEvent['data'] | undefined> {
  const [recorded] = (await journal.read(streamOf(registerStreams, sector), {
    from: revision,
    limit: 1,
  })) as RecordedEvent<RegisterEvent>[];
  return recorded?.event.data;
}

/** How many events the load recorded: those of the organisations, and the register's own. */
export async function eventsOfLoad(journal: Journal, receipt: Receipt): Promise<number> {
  if (receipt.outcome !== 'applied') return 0;
  let events = receipt.events.length;
  for await (const { envelope } of journal.readAll({ streamPrefix: streamOf(organisationStreams, '') }))
    if (envelope.command.id === receipt.commandId) events += 1;
  return events;
}
