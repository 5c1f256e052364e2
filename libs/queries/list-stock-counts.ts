import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { custody } from '#libs/projections/custody/custody';
import {
  type DifferencesAsked,
  listStockCounts,
  listStockDifferences,
  type StockCounts,
  type StockDifferences,
} from '#libs/projections/custody/read-stock-counts';
import { Reading } from './reading.js';

/** TOK-10: the counts of the stock. */
export class ListStockCounts {
  constructor(
    readonly caller: Caller,
    readonly page: { readonly limit?: number; readonly cursor?: string },
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(ListStockCounts)
export class ListStockCountsHandler implements IQueryHandler<ListStockCounts, StockCounts> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, page, position }: ListStockCounts): Promise<StockCounts> {
    this.reading.requireMay('list-stock-counts', caller);
    return listStockCounts(await this.reading.model(custody.name, position), page);
  }
}

/** TOK-10: where counts and the ledger differ, until it is settled. */
export class ListStockDifferences {
  constructor(
    readonly caller: Caller,
    readonly asked: DifferencesAsked,
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(ListStockDifferences)
export class ListStockDifferencesHandler implements IQueryHandler<ListStockDifferences, StockDifferences> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, asked, position }: ListStockDifferences): Promise<StockDifferences> {
    this.reading.requireMay('list-stock-differences', caller);
    return listStockDifferences(await this.reading.model(custody.name, position), asked);
  }
}
