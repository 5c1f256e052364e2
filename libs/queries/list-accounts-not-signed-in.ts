import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { amsterdamCalendar } from '#libs/commands/amsterdam-calendar';
import { Commands } from '#libs/commands/commands';
import { Judged } from '#libs/commands/judged';
import { longSilentBefore } from '#libs/domain/policy/deadlines';
import { listNotSignedIn, type SilentAccount } from '#libs/projections/not-signed-in/list-not-signed-in';
import { notSignedIn } from '#libs/projections/not-signed-in/not-signed-in';
import { type Named, nameOf } from './named.js';
import { Reading } from './reading.js';

/** PWD-12. */
export class ListAccountsNotSignedIn {
  constructor(
    readonly caller: Caller,
    readonly page: { readonly limit?: number; readonly cursor?: string },
    readonly position: bigint | undefined,
  ) {}
}

export interface AccountsNotSignedIn {
  /** Accounts that were silent since before this moment are listed: RFC 3339, UTC. */
  readonly before: string;
  readonly accounts: readonly (SilentAccount & Named)[];
  readonly next?: string;
}

@QueryHandler(ListAccountsNotSignedIn)
export class ListAccountsNotSignedInHandler implements IQueryHandler<
  ListAccountsNotSignedIn,
  AccountsNotSignedIn
> {
  constructor(
    private readonly reading: Reading,
    private readonly commands: Commands,
  ) {}

  /** The service desk sees all, an administrator those in their reach (ADM-02). */
  async execute({ caller, page, position }: ListAccountsNotSignedIn): Promise<AccountsNotSignedIn> {
    this.reading.requireMay('list-accounts-not-signed-in', caller);
    const organisations = await this.reading.reachOf(caller);
    const before = await this.longAgo();
    const asked = { ...page, organisations, before };
    const found = await listNotSignedIn(await this.reading.model(notSignedIn.name, position), asked);
    const accounts = await Promise.all(
      found.accounts.map(async (silent) => ({
        ...silent,
        ...(await nameOf(this.reading, silent.id, position)),
      })),
    );
    return { ...found, before, accounts };
  }

  private async longAgo(): Promise<string> {
    const now = this.commands.outside.now();
    const policy = await new Judged(this.reading.journal, now).policy();
    return longSilentBefore(now.toISOString(), policy, amsterdamCalendar);
  }
}
