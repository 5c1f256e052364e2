import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { usernameLetter } from '#libs/correspondence/username-letter';
import { outOfReach } from '#libs/domain/account/authority';
import { type AccountEvent } from '#libs/domain/account/events';
import { evolveAccount } from '#libs/domain/account/evolve';
import { noAccount } from '#libs/domain/account/state';
import { accountStreams, streamOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';

/** USR-09: the letter as it was printed with this event of the account; the same print gives the same letter. */
export class ShowUsernameLetter {
  constructor(
    readonly caller: Caller,
    readonly account: string,
    /** Revision of the event that records the print. */
    readonly revision: number,
  ) {}
}

@QueryHandler(ShowUsernameLetter)
export class ShowUsernameLetterHandler implements IQueryHandler<ShowUsernameLetter, string> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, account, revision }: ShowUsernameLetter): Promise<string> {
    this.reading.requireMay('show-account', caller);
    const reach = await this.reading.reachOf(caller);
    const history = await this.reading.journal.read(streamOf(accountStreams, account));
    const upTo = (history as readonly RecordedEvent<AccountEvent>[]).slice(0, revision + 1);
    const state = upTo.reduce((before, { event }) => evolveAccount(before, event), noAccount);
    const print = upTo.at(-1);
    if (
      state.state !== 'living' ||
      print?.event.type !== 'account.username-letter-printed' ||
      (reach !== 'all' && !reach.has(state.organisation))
    )
      throw new NotFound(outOfReach);
    const { initials, prefix, surname, username } = state.holder;
    const parts = [initials, prefix, surname].filter((part) => typeof part === 'string');
    if (typeof username !== 'string') throw new NotFound(outOfReach);
    return usernameLetter({ name: parts.join(' '), username, printedAt: print.envelope.time });
  }
}
