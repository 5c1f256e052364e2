import { type Caller } from '#libs/access/caller';
import { may, queryAccess, type QueryName } from '#libs/access/matrix';
import { barredNow } from '#libs/commands/barred-now';
import { type Commands } from '#libs/commands/commands';
import { mandatesFor } from '#libs/commands/mandates';
import { reachOf } from '#libs/domain/account/authority';
import { type AccountState } from '#libs/domain/account/state';
import { accountStreams } from '#libs/domain/streams';
import { type Journal } from '#libs/journal/journal';
import { type ReadModels } from '#libs/projections/read-models';
import { type Rows } from '#libs/projections/engine/projection';
import { QueryForbidden, QueryRefused, ReadModelBehind, ReadModelStopped } from './failures.js';

/** What every query handler works with. */
export class Reading {
  readonly journal: Journal;

  constructor(
    commands: Pick<Commands, 'journal'>,
    private readonly readModels: ReadModels,
    private readonly waitMilliseconds: number,
  ) {
    this.journal = commands.journal;
  }

  /** @throws QueryForbidden */
  requireMay(query: QueryName, caller: Caller): void {
    const { rule } = queryAccess[query];
    if (!may(queryAccess[query], caller.kind))
      throw new QueryForbidden({ rule, message: `A caller of kind ${caller.kind} may not read this.` });
  }

  /**
   * The read model, at least at the position (architecture 8).
   *
   * @throws ReadModelBehind, ReadModelStopped
   */
  async model(name: string, position: bigint | undefined): Promise<Rows> {
    if (position !== undefined) {
      const waited = await this.readModels.waitFor(name, position, this.waitMilliseconds);
      if (waited === 'stopped') throw new ReadModelStopped(name);
      if (waited === 'not-reached') throw new ReadModelBehind(String(position));
    }
    return this.readModels.db(name);
  }

  /**
   * Whether the caller is the holder of this account, as long as it lives (END-01).
   *
   * @throws QueryRefused
   */
  async isOwn(caller: Caller, account: string): Promise<boolean> {
    if (caller.kind !== 'person' || caller.id !== account) return false;
    return (await this.holder(caller)).state === 'living';
  }

  /**
   * ADM-02: the organisations whose accounts the caller may see, from events, at this moment.
   *
   * @throws QueryRefused
   */
  async reachOf(caller: Caller): Promise<ReadonlySet<string> | 'all'> {
    if (caller.kind !== 'person') return 'all';
    const state = await this.holder(caller);
    return reachOf({ state, mandates: await mandatesFor(this.journal, state) });
  }

  /** PWD-06, PWD-10, TOK-07: whether a person may see anything is judged each time, however they were authenticated. */
  private async holder(caller: Caller): Promise<AccountState> {
    const holder = await this.journal.fold(accountStreams, caller.id);
    const violation = barredNow(caller, holder);
    if (violation !== undefined) throw new QueryRefused(violation);
    return holder.state;
  }
}
