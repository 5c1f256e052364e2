import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type OrganisationPage } from '#libs/projections/without-administrator/list-organisations';
import { ListOrganisationsWithoutAdministrator } from '#libs/queries/list-organisations-without-administrator';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { OrganisationsWithoutAdministratorAnswer, ReportPageFields } from './report.fields.js';

@ApiTags('reports')
@Controller('reports')
export class ReportsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('organisations-without-administrator')
  @ReadsItsOwnQuery()
  @ApiQuery({ type: ReportPageFields })
  @QueryEndpoint({
    operationId: 'listOrganisationsWithoutAdministrator',
    summary: 'Open organisations whose users nobody can manage',
    description: withExample(
      'For the operator and the service desk. Rules ORG-04, ADM-05.',
      'listOrganisationsWithoutAdministrator',
    ),
    answer: OrganisationsWithoutAdministratorAnswer,
  })
  async withoutAdministrator(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<OrganisationPage> {
    const { limit, cursor } = readInput(ReportPageFields, { ...(query as object) }, 'query');
    const page = {
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.queries.execute(new ListOrganisationsWithoutAdministrator(caller, page, position));
  }
}
