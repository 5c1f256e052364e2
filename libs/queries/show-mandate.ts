import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { noSuchMandate } from '#libs/domain/mandate/end-mandate';
import { mandateStreams } from '#libs/domain/streams';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';

/** ADM-05: what one organisation mandates to another. */
export class ShowMandate {
  constructor(
    readonly caller: Caller,
    readonly mandate: string,
  ) {}
}

export interface ShownMandate {
  readonly id: string;
  readonly givingOrganisation: string;
  readonly receivingOrganisation: string;
  readonly state: 'in-force' | 'ended';
  /** Codes of the roles that it names now, sorted. */
  readonly roles: readonly string[];
}

@QueryHandler(ShowMandate)
export class ShowMandateHandler implements IQueryHandler<ShowMandate, ShownMandate> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, mandate: id }: ShowMandate): Promise<ShownMandate> {
    this.reading.requireMay('show-mandate', caller);
    const { state } = await this.reading.journal.fold(mandateStreams, id);
    if (state === undefined) throw new NotFound(noSuchMandate);
    const { givingOrganisation, receivingOrganisation, roles } = state;
    return {
      id,
      givingOrganisation,
      receivingOrganisation,
      state: roles.size > 0 ? 'in-force' : 'ended',
      roles: [...roles].sort(),
    };
  }
}
