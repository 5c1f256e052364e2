import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { may, queryAccess } from '#libs/access/matrix';
import { unknownGenerator } from '#libs/domain/generator/stock';
import { custody } from '#libs/projections/custody/custody';
import { custodyOf, type LedgerEntry } from '#libs/projections/custody/read-custody';
import { NotFound } from './failures.js';
import { type Named, nameOf } from './named.js';
import { Reading } from './reading.js';

/** TOK-08: who has, or had, one token generator. */
export interface Custody {
  /** How it stands, or stood at the moment that was asked for. */
  readonly entry: LedgerEntry;
  /** Who the holder is; `null` where there is none, or where the caller may see no names. */
  readonly holder: Named | null;
  /** Everything up to then, in order. */
  readonly history: readonly LedgerEntry[];
}

export class ShowCustody {
  constructor(
    readonly caller: Caller,
    readonly serialNumber: string,
    /** RFC 3339, UTC, milliseconds; absent: now. */
    readonly at: string | undefined,
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(ShowCustody)
export class ShowCustodyHandler implements IQueryHandler<ShowCustody, Custody> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, serialNumber, at, position }: ShowCustody): Promise<Custody> {
    this.reading.requireMay('show-custody', caller);
    const rows = await this.reading.model(custody.name, position);
    const history = await custodyOf(rows, serialNumber, at);
    const entry = history.at(-1);
    if (entry === undefined) throw new NotFound(unknownGenerator);
    return { entry, holder: await this.nameFor(caller, entry, position), history };
  }

  /** USR-01: whoever may not see accounts sees no names here either. */
  private async nameFor(
    { kind }: Caller,
    { holder }: LedgerEntry,
    position: bigint | undefined,
  ): Promise<Named | null> {
    return holder === null || !may(queryAccess['show-account'], kind)
      ? null
      : nameOf(this.reading, holder, position);
  }
}
