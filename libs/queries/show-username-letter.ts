import { Inject } from '@nestjs/common';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { Judged } from '#libs/commands/judged';
import { composeLetter } from '#libs/correspondence/compose-letter';
import { type LetterSender, letterSender } from '#libs/correspondence/letter';
import { letterPdf } from '#libs/correspondence/pdf/letter-pdf';
import { outOfReach } from '#libs/domain/account/authority';
import { evolveAccount } from '#libs/domain/account/evolve';
import { usernameNotNeeded } from '#libs/domain/account/print-username-letter';
import { noAccount } from '#libs/domain/account/state';
import { type OrganisationEvent } from '#libs/domain/organisation/events';
import { evolveOrganisation, noOrganisation, type OrganisationState } from '#libs/domain/organisation/state';
import { accountStreams, organisationStreams, streamOf } from '#libs/domain/streams';
import { type Position } from '#libs/event-store/port';
import { type RecordedEvent } from '#libs/journal/journal';
import { NotFound, QueryRefused } from './failures.js';
import { Reading } from './reading.js';

/** USR-09: the letter as it was printed with this event of the account, as PDF; the same print gives the same letter, until a means is coupled. */
export class ShowUsernameLetter {
  constructor(
    readonly caller: Caller,
    readonly account: string,
    /** Revision of the event that records the print. */
    readonly revision: number,
  ) {}
}

@QueryHandler(ShowUsernameLetter)
export class ShowUsernameLetterHandler implements IQueryHandler<ShowUsernameLetter, Buffer> {
  constructor(
    private readonly reading: Reading,
    @Inject(letterSender) private readonly sender: LetterSender,
  ) {}

  /** @throws QueryForbidden, QueryRefused, NotFound */
  async execute({ caller, account, revision }: ShowUsernameLetter): Promise<Buffer> {
    this.reading.requireMay('show-account', caller);
    const reach = await this.reading.reachOf(caller);
    const { state: now, events } = await this.reading.journal.fold(accountStreams, account);
    const upTo = events.slice(0, revision + 1);
    const history = upTo.map(({ event }) => event);
    const state = history.reduce(evolveAccount, noAccount);
    const print = upTo.at(-1);
    if (
      now.state !== 'living' ||
      state.state !== 'living' ||
      print?.event.type !== 'account.username-letter-printed' ||
      (reach !== 'all' && !reach.has(state.organisation))
    )
      throw new NotFound(outOfReach);
    if (now.coupling.state === 'coupled') throw new QueryRefused(usernameNotNeeded);
    const { organisation } = state;
    const printedAt = new Date(print.envelope.time);
    const policy = await new Judged(this.reading.journal, printedAt).policy();
    const composed = composeLetter(
      undefined,
      { kind: 'username', account, organisation },
      {
        organisation: await this.organisationAt(organisation, print.position),
        account: { state, history },
        leastLevel: policy['means.leastLevel'],
      },
      this.sender,
      printedAt,
    );
    if (composed === 'unreadable') throw new NotFound(outOfReach);
    return letterPdf(composed.printed);
  }

  private async organisationAt(id: string, position: Position): Promise<OrganisationState> {
    const recorded = await this.reading.journal.read(streamOf(organisationStreams, id));
    return (recorded as readonly RecordedEvent<OrganisationEvent>[])
      .filter((one) => one.position <= position)
      .reduce((state, { event }) => evolveOrganisation(state, event), noOrganisation);
  }
}
