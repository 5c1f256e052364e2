import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { type AccountRow } from '#libs/projections/account-search/account-rows';
import { type AccountPage } from '#libs/projections/account-search/search-accounts';
import { SearchAccounts } from '#libs/queries/search-accounts';
import { ShowAccount } from '#libs/queries/show-account';
import { From } from '../http/caller.js';
import { QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { AccountAnswer, AccountPageAnswer } from './account-answer.js';
import { AccountId, accountId } from './account-id.js';
import { SearchAccountsFields } from './search-accounts.fields.js';

/** What there is to see of accounts. */
@ApiTags('accounts')
@Controller('accounts')
export class AccountsController {
  constructor(private readonly queries: QueryBus) {}

  @Post('_search')
  @HttpCode(200)
  @ApiBody({ type: SearchAccountsFields })
  @QueryEndpoint({
    operationId: 'searchAccounts',
    summary: 'Search accounts in reach',
    description: withExample(
      'For administrators, within their reach, and the service desk (§4.1). Rules USR-01, ADM-02. A query in a body, because what is typed is personal data.',
      'searchAccounts',
    ),
    answer: AccountPageAnswer,
    positioned: true,
  })
  async search(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Body() body: unknown,
  ): Promise<AccountPage> {
    const { words = '', organisation, limit, cursor } = readInput(SearchAccountsFields, body);
    const search = {
      words,
      ...(organisation === undefined ? {} : { organisation }),
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.queries.execute(new SearchAccounts(caller, search, position));
  }

  @Get(':id')
  @AccountId
  @QueryEndpoint({
    operationId: 'showAccount',
    summary: 'Details of one account in reach',
    description: withExample(
      'For administrators, within their reach, the holder, and the service desk (§4.3). Rules USR-01, ADM-02.',
      'showAccount',
    ),
    answer: AccountAnswer,
    positioned: true,
  })
  async show(
    @From() caller: Caller,
    @Param('id') id: string,
    @AtPosition() position: bigint | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<AccountRow> {
    const account = await this.queries.execute<ShowAccount, AccountRow>(
      new ShowAccount(caller, accountId(id), position),
    );
    response.setHeader('ETag', `"${account.revision}"`);
    return account;
  }
}
