import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { outOfReach } from '#libs/domain/account/authority';
import { type AccountRow, findAccount } from '#libs/projections/account-search/account-rows';
import { accountSearch } from '#libs/projections/account-search/account-search';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';

/** USR-01: details of one account in reach, or of one's own. */
export class ShowAccount {
  constructor(
    readonly caller: Caller,
    readonly account: string,
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(ShowAccount)
export class ShowAccountHandler implements IQueryHandler<ShowAccount, AccountRow> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, account, position }: ShowAccount): Promise<AccountRow> {
    this.reading.requireMay('show-account', caller);
    const reach = await this.reading.reachOf(caller);
    const found = await findAccount(await this.reading.model(accountSearch.name, position), account);
    if (found === undefined) throw new NotFound(outOfReach);
    const inReach = reach === 'all' || reach.has(found.organisation.id);
    if (!inReach && !(await this.reading.isOwn(caller, account))) throw new NotFound(outOfReach);
    return found;
  }
}
