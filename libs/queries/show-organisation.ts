import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { accountSearch } from '#libs/projections/account-search/account-search';
import { findOrganisation, type OrganisationRow } from '#libs/projections/account-search/find-organisation';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';

/** ORG-01: an organisation with its parts; public register data. */
export class ShowOrganisation {
  constructor(
    readonly caller: Caller,
    readonly organisation: string,
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(ShowOrganisation)
export class ShowOrganisationHandler implements IQueryHandler<ShowOrganisation, OrganisationRow> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, organisation, position }: ShowOrganisation): Promise<OrganisationRow> {
    this.reading.requireMay('show-organisation', caller);
    const found = await findOrganisation(
      await this.reading.model(accountSearch.name, position),
      organisation,
    );
    if (found === undefined) throw new NotFound();
    return found;
  }
}
