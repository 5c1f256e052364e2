import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type AccountsNotSignedIn, ListAccountsNotSignedIn } from '#libs/queries/list-accounts-not-signed-in';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { AccountsNotSignedInAnswer } from './accounts-not-signed-in-answer.js';
import { ReportPageFields } from './report.fields.js';

@ApiTags('reports')
@Controller('reports')
export class AccountsNotSignedInController {
  constructor(private readonly queries: QueryBus) {}

  @Get('accounts-not-signed-in')
  @ReadsItsOwnQuery()
  @ApiQuery({ type: ReportPageFields })
  @QueryEndpoint({
    operationId: 'listAccountsNotSignedIn',
    summary: 'Token accounts that nobody signed in to for long',
    description: withExample(
      'For administrators, within their reach, and the service desk. The longest silent first; how long is long is policy (`signIn.longNotSignedIn`). Rules PWD-12, ADM-02.',
      'listAccountsNotSignedIn',
    ),
    answer: AccountsNotSignedInAnswer,
  })
  async list(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<AccountsNotSignedIn> {
    const { limit, cursor } = readInput(ReportPageFields, { ...(query as object) }, 'query');
    const page = {
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.queries.execute(new ListAccountsNotSignedIn(caller, page, position));
  }
}
