import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { accountStreams, streamOf } from '#libs/domain/streams';
import { type Journal } from '#libs/journal/journal';
import { ActorNamesByPseudonym } from './actor-name.js';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';
import { tellEvent, type ToldEvent } from './told-event.js';

/** AVG-01, AVG-05: everything that happened to an account, from its stream. */
export class ShowAccountHistory {
  constructor(
    readonly caller: Caller,
    readonly account: string,
  ) {}
}

@QueryHandler(ShowAccountHistory)
export class ShowAccountHistoryHandler implements IQueryHandler<ShowAccountHistory, readonly ToldEvent[]> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, account }: ShowAccountHistory): Promise<readonly ToldEvent[]> {
    this.reading.requireMay('show-account-history', caller);
    const history = await accountHistory(this.reading.journal, account);
    if (history.length === 0) throw new NotFound();
    return history;
  }
}

export async function accountHistory(journal: Journal, account: string): Promise<readonly ToldEvent[]> {
  const names = new ActorNamesByPseudonym(journal);
  const told: ToldEvent[] = [];
  for (const recorded of await journal.read(streamOf(accountStreams, account)))
    told.push(await tellEvent(recorded, names));
  return told;
}
