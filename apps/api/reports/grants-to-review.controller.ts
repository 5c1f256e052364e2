import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type GrantsToReview, ListGrantsToReview } from '#libs/queries/list-grants-to-review';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { GrantsToReviewAnswer } from './grants-to-review-answer.js';
import { ReportPageFields } from './report.fields.js';

@ApiTags('reports')
@Controller('reports')
export class GrantsToReviewController {
  constructor(private readonly queries: QueryBus) {}

  @Get('grants-to-review')
  @ReadsItsOwnQuery()
  @ApiQuery({ type: ReportPageFields })
  @QueryEndpoint({
    operationId: 'listGrantsToReview',
    summary: 'Grants that are valid and have to be looked at',
    description: withExample(
      'For administrators, for accounts within their reach, and the service desk. Grants of roles, and rights to hand them out, that name a part that closed or moved to another board, that were granted by an administrator who may no longer do so, whose role is out of force, or that were made before it was so that the roles may not be held together, or that who may hand out the role may not hold it. Nothing is withdrawn by itself; a grant leaves the list when it is withdrawn or the reason is gone. Rules ORG-03, ADM-07, USR-10, USR-12, ADM-02.',
      'listGrantsToReview',
    ),
    answer: GrantsToReviewAnswer,
  })
  async list(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<GrantsToReview> {
    const { limit, cursor } = readInput(ReportPageFields, { ...(query as object) }, 'query');
    const page = {
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.queries.execute(new ListGrantsToReview(caller, page, position));
  }
}
