import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type StockCounts, type StockDifferences } from '#libs/projections/custody/read-stock-counts';
import { ListStockCounts, ListStockDifferences } from '#libs/queries/list-stock-counts';
import { type CommandAnswer } from '../http/answer-command.js';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { ReportPageFields } from '../reports/report.fields.js';
import {
  CountStockFields,
  StockCountsAnswer,
  StockDifferencesAnswer,
  StockDifferencesFields,
} from './stock-count.fields.js';
import { momentOf } from './token.fields.js';

/** Counts of the stock of token generators, beside the ledger (TOK-10). */
@ApiTags('generators')
@Controller('stock-counts')
export class StockCountsController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiBody({ type: CountStockFields, ...bodyExample('countStock') })
  @CommandEndpoint({
    operationId: 'countStock',
    summary: 'Record a count of the stock of token generators',
    description: withExample(
      'For the service desk, on a report that two people signed. Where it differs from the ledger of that moment is listed until it is settled. Rule TOK-10.',
      'countStock',
    ),
  })
  async count(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    const { countedAt, report, serialNumbers } = readInput(CountStockFields, body);
    return this.desk.issue('count-stock', call, { countedAt: momentOf(countedAt), report, serialNumbers });
  }

  @Get()
  @ReadsItsOwnQuery()
  @ApiQuery({ type: ReportPageFields })
  @QueryEndpoint({
    operationId: 'listStockCounts',
    summary: 'Counts of the stock, and how many differences each found',
    description: withExample(
      'For the service desk, the operator and auditors. Rule TOK-10.',
      'listStockCounts',
    ),
    answer: StockCountsAnswer,
  })
  async list(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<StockCounts> {
    const { limit, cursor } = readInput(ReportPageFields, { ...(query as object) }, 'query');
    return this.queries.execute(new ListStockCounts(caller, pageOf({ limit, cursor }), position));
  }

  @Get('differences')
  @ReadsItsOwnQuery()
  @ApiQuery({ type: StockDifferencesFields })
  @QueryEndpoint({
    operationId: 'listStockDifferences',
    summary: 'Where counts and the ledger differ, until it is settled',
    description: withExample(
      'For the service desk, the operator and auditors. A missing one is settled when it is written off, or when anything shows that it was there; one that was not expected, when the ledger has it in stock; either by a later count. Rule TOK-10.',
      'listStockDifferences',
    ),
    answer: StockDifferencesAnswer,
  })
  async differences(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<StockDifferences> {
    const { count, settled, limit, cursor } = readInput(
      StockDifferencesFields,
      { ...(query as object) },
      'query',
    );
    const asked = { settled, ...(count === undefined ? {} : { count }), ...pageOf({ limit, cursor }) };
    return this.queries.execute(new ListStockDifferences(caller, asked, position));
  }
}

const pageOf = ({
  limit,
  cursor,
}: {
  readonly limit: number | undefined;
  readonly cursor: string | undefined;
}): { limit?: number; cursor?: string } => ({
  ...(limit === undefined ? {} : { limit }),
  ...(cursor === undefined ? {} : { cursor }),
});
