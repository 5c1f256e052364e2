import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { noProposedAdministrator } from '#libs/domain/account/confirm-administrator';
import { type AdministratorAuthorisation } from '#libs/domain/account/held-roles';
import { type Personal } from '#libs/domain/account/state';
import { isErased } from '#libs/domain/catalogue';
import { accountStreams } from '#libs/domain/streams';
import { ActorNamesByPseudonym } from './actor-name.js';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';

/** ADM-11: what waits for somebody else's confirmation, as it was put in. */
export class ShowProposedAdministrator {
  constructor(
    readonly caller: Caller,
    readonly account: string,
  ) {}
}

export interface ShownProposedAdministrator {
  readonly account: string;
  readonly organisation: string;
  readonly signInMethod: string;
  readonly username: string | null;
  readonly surname: string | null;
  readonly initials: string | null;
  readonly prefix: string | null;
  readonly telephone: string | null;
  readonly emailAddress: string | null;
  readonly function: string | null;
  readonly form: {
    readonly reference: string;
    readonly dateReceived: string;
    readonly signatory: string | null;
  };
  readonly authorisations: readonly AdministratorAuthorisation[];
  readonly proposedBy: { readonly id: string; readonly name: string };
  /** RFC 3339, UTC. */
  readonly proposedAt: string;
  /** Name it in `If-Match` to confirm what was read. */
  readonly revision: number;
}

@QueryHandler(ShowProposedAdministrator)
export class ShowProposedAdministratorHandler implements IQueryHandler<
  ShowProposedAdministrator,
  ShownProposedAdministrator
> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, account }: ShowProposedAdministrator): Promise<ShownProposedAdministrator> {
    this.reading.requireMay('show-proposed-administrator', caller);
    const { journal } = this.reading;
    const { state, events, head } = await journal.fold(accountStreams, account);
    const proposing = events.find(({ event }) => event.type === 'account.administrator-proposed');
    if (state.state !== 'proposed' || proposing === undefined || head === 'none')
      throw new NotFound(noProposedAdministrator);
    const { proposal } = state;
    const { actor, time } = proposing.envelope;
    return {
      account,
      organisation: proposal.organisation,
      signInMethod: proposal.signInMethod,
      username: readable(proposal.username),
      surname: readable(proposal.surname),
      initials: readable(proposal.initials),
      prefix: readable(proposal.prefix),
      telephone: readable(proposal.telephone),
      emailAddress: readable(proposal.emailAddress),
      function: readable(proposal.function),
      form: {
        reference: proposal.formReference,
        dateReceived: proposal.dateReceived,
        signatory: readable(proposal.signatory),
      },
      authorisations: proposal.authorisations,
      proposedBy: { id: actor.id, name: await new ActorNamesByPseudonym(journal).nameOf(actor) },
      proposedAt: time,
      revision: head.revision,
    };
  }
}

const readable = (value: Personal | undefined): string | null =>
  value === undefined || isErased(value) ? null : value;
