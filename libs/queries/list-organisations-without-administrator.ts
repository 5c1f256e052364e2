import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import {
  listOrganisations,
  type OrganisationPage,
} from '#libs/projections/without-administrator/list-organisations';
import { withoutAdministrator } from '#libs/projections/without-administrator/without-administrator';
import { Reading } from './reading.js';

/** ORG-04. */
export class ListOrganisationsWithoutAdministrator {
  constructor(
    readonly caller: Caller,
    readonly page: { readonly limit?: number; readonly cursor?: string },
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(ListOrganisationsWithoutAdministrator)
export class ListOrganisationsWithoutAdministratorHandler implements IQueryHandler<
  ListOrganisationsWithoutAdministrator,
  OrganisationPage
> {
  constructor(private readonly reading: Reading) {}

  async execute({
    caller,
    page,
    position,
  }: ListOrganisationsWithoutAdministrator): Promise<OrganisationPage> {
    this.reading.requireMay('list-organisations-without-administrator', caller);
    return listOrganisations(await this.reading.model(withoutAdministrator.name, position), page);
  }
}
