import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { accountSearch } from '#libs/projections/account-search/account-search';
import { type AccountPage, searchAccounts } from '#libs/projections/account-search/search-accounts';
import { Reading } from './reading.js';

/** USR-01. */
export class SearchAccounts {
  constructor(
    readonly caller: Caller,
    readonly search: {
      readonly words: string;
      readonly organisation?: string;
      readonly limit?: number;
      readonly cursor?: string;
    },
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(SearchAccounts)
export class SearchAccountsHandler implements IQueryHandler<SearchAccounts, AccountPage> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, search, position }: SearchAccounts): Promise<AccountPage> {
    this.reading.requireMay('search-accounts', caller);
    const organisations = await this.reading.reachOf(caller);
    return searchAccounts(await this.reading.model(accountSearch.name, position), {
      ...search,
      organisations,
    });
  }
}
