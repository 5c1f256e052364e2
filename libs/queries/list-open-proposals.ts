import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { Commands } from '#libs/commands/commands';
import { listProposals, type OpenProposal } from '#libs/projections/open-proposals/list-proposals';
import { openProposals } from '#libs/projections/open-proposals/open-proposals';
import { ActorNamesByPseudonym } from './actor-name.js';
import { Reading } from './reading.js';

/** ADM-11: what waits for the second person. */
export class ListOpenProposals {
  constructor(
    readonly caller: Caller,
    readonly page: { readonly limit?: number; readonly cursor?: string },
    readonly position: bigint | undefined,
  ) {}
}

export interface ListedProposal extends Omit<OpenProposal, 'proposedBy'> {
  readonly proposedBy: { readonly id: string; readonly name: string };
}

export interface ListedProposals {
  readonly proposals: readonly ListedProposal[];
  readonly next?: string;
}

@QueryHandler(ListOpenProposals)
export class ListOpenProposalsHandler implements IQueryHandler<ListOpenProposals, ListedProposals> {
  constructor(
    private readonly reading: Reading,
    private readonly commands: Commands,
  ) {}

  /** Each what it may confirm: the service desk administrators, the operator policy. */
  async execute({ caller, page, position }: ListOpenProposals): Promise<ListedProposals> {
    this.reading.requireMay('list-open-proposals', caller);
    const { proposals, ...rest } = await listProposals(
      await this.reading.model(openProposals.name, position),
      {
        ...page,
        kind: caller.kind === 'operator' ? 'policy' : 'administrator',
        now: this.commands.outside.now().toISOString(),
      },
    );
    const names = new ActorNamesByPseudonym(this.reading.journal);
    const listed: ListedProposal[] = [];
    for (const { proposedBy: id, ...proposal } of proposals)
      listed.push({ ...proposal, proposedBy: { id, name: await names.nameOf({ kind: caller.kind, id }) } });
    return { proposals: listed, ...rest };
  }
}
