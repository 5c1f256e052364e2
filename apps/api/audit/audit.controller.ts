import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { ShowAccountHistory } from '#libs/queries/show-account-history';
import { ShowAuditTrail, type ToldTrail } from '#libs/queries/show-audit-trail';
import { type ToldEvent } from '#libs/queries/told-event';
import { accountId } from '../accounts/account-id.js';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { AuditQueryFields } from './audit-query.fields.js';
import { AuditPageAnswer, HistoryEventAnswer } from './told-answer.js';

@ApiTags('audit')
@Controller()
export class AuditController {
  constructor(private readonly queries: QueryBus) {}

  @Get('accounts/:id/history')
  @ApiParam({ name: 'id', description: 'Id of the account.', schema: { type: 'string', format: 'uuid' } })
  @QueryEndpoint({
    operationId: 'showAccountHistory',
    summary: 'Everything that happened to an account',
    description: withExample(
      'For auditors, from the events themselves. Rules AVG-01, AVG-05.',
      'showAccountHistory',
    ),
    answer: HistoryEventAnswer,
    list: true,
  })
  async history(@From() caller: Caller, @Param('id') id: string): Promise<readonly ToldEvent[]> {
    return this.queries.execute(new ShowAccountHistory(caller, accountId(id)));
  }

  @Get('audit-trail')
  @ReadsItsOwnQuery()
  @ApiQuery({ type: AuditQueryFields })
  @QueryEndpoint({
    operationId: 'showAuditTrail',
    summary: 'What happened, newest first',
    description: withExample('For auditors. Rule AVG-01.', 'showAuditTrail'),
    answer: AuditPageAnswer,
  })
  async trail(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<ToldTrail> {
    const {
      position: _read,
      from,
      until,
      ...fields
    } = readInput(AuditQueryFields, { ...(query as object) }, 'query');
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
    return this.queries.execute(
      new ShowAuditTrail(
        caller,
        {
          ...given,
          ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
          ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
        },
        position,
      ),
    );
  }
}
