import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type ListedProposals, ListOpenProposals } from '#libs/queries/list-open-proposals';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { OpenProposalsAnswer } from './open-proposals-answer.js';
import { ReportPageFields } from './report.fields.js';

@ApiTags('reports')
@Controller('reports')
export class OpenProposalsController {
  constructor(private readonly queries: QueryBus) {}

  @Get('open-proposals')
  @ReadsItsOwnQuery()
  @ApiQuery({ type: ReportPageFields })
  @QueryEndpoint({
    operationId: 'listOpenProposals',
    summary: 'What waits for a second person',
    description: withExample(
      'For the service desk the administrators that were proposed, for the operator the policy. What was confirmed or turned down is not on it, nor is policy whose moment has passed. Rule ADM-11.',
      'listOpenProposals',
    ),
    answer: OpenProposalsAnswer,
  })
  async list(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<ListedProposals> {
    const { limit, cursor } = readInput(ReportPageFields, { ...(query as object) }, 'query');
    const page = {
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.queries.execute(new ListOpenProposals(caller, page, position));
  }
}
