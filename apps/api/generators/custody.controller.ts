import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type CustodyPage } from '#libs/projections/custody/read-custody';
import { ListCustody } from '#libs/queries/list-custody';
import { type Custody, ShowCustody } from '#libs/queries/show-custody';
import { type CommandAnswer } from '../http/answer-command.js';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { NoFields } from '../http/no-fields.js';
import { readInput, requireNoFields } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import {
  CustodyAnswer,
  CustodyFields,
  CustodyListFields,
  CustodyPageAnswer,
  DestroyGeneratorFields,
} from './custody.fields.js';
import { SerialNumber } from './serial-number.js';
import { momentOf, serialNumberOf } from './token.fields.js';

/** The ledger of token generators (TOK-08), and what happens to those that lie in stock. */
@ApiTags('generators')
@Controller('generators')
export class CustodyController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly queries: QueryBus,
  ) {}

  @Get()
  @ReadsItsOwnQuery()
  @ApiQuery({ type: CustodyListFields })
  @QueryEndpoint({
    operationId: 'listCustody',
    summary: 'The ledger of token generators: where each is and whose, now or at a past moment',
    description: withExample(
      'For the service desk, the operator and auditors; without names. Rules TOK-01, TOK-08.',
      'listCustody',
    ),
    answer: CustodyPageAnswer,
  })
  async list(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<CustodyPage> {
    const { state, place, holder, at, limit, cursor } = readInput(
      CustodyListFields,
      { ...(query as object) },
      'query',
    );
    const asked = {
      ...(state === undefined ? {} : { state }),
      ...(place === undefined ? {} : { place }),
      ...(holder === undefined ? {} : { holder: holder.toLowerCase() }),
      ...(at === undefined ? {} : { at: momentOf(at) }),
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.queries.execute(new ListCustody(caller, asked, position));
  }

  @Get(':serialNumber/custody')
  @ReadsItsOwnQuery()
  @SerialNumber
  @ApiQuery({ type: CustodyFields })
  @QueryEndpoint({
    operationId: 'showCustody',
    summary: 'Who has a token generator, or had it at a past moment, with the event behind it',
    description: withExample(
      'For the service desk, the operator and auditors; the holder’s name for the service desk only. Rules TOK-01, TOK-08, AVG-05.',
      'showCustody',
    ),
    answer: CustodyAnswer,
  })
  async show(
    @From() caller: Caller,
    @Param('serialNumber') serialNumber: string,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<Custody> {
    const { at } = readInput(CustodyFields, { ...(query as object) }, 'query');
    return this.queries.execute(
      new ShowCustody(
        caller,
        serialNumberOf(serialNumber),
        at === undefined ? undefined : momentOf(at),
        position,
      ),
    );
  }

  @Post(':serialNumber/destructions')
  @HttpCode(200)
  @SerialNumber
  @ApiBody({ type: DestroyGeneratorFields, ...bodyExample('destroyGenerator') })
  @CommandEndpoint({
    operationId: 'destroyGenerator',
    summary: 'Record that a token generator was destroyed',
    description: withExample(
      'For the service desk, of one that lies in stock; on a report that two people signed. Its seed can’t be read any more. Rule TOK-09.',
      'destroyGenerator',
    ),
  })
  async destroy(
    @Posted() call: PostedCommand,
    @Param('serialNumber') serialNumber: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { reason, method, report } = readInput(DestroyGeneratorFields, body);
    return this.desk.issue('destroy-generator', call, {
      serialNumber: serialNumberOf(serialNumber),
      reason,
      method,
      report,
    });
  }

  @Post(':serialNumber/missing-reports')
  @HttpCode(200)
  @SerialNumber
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'reportGeneratorMissing',
    summary: 'Write off a token generator that can’t be found in stock',
    description: withExample(
      'For the service desk. It can’t be issued any more, and its seed can’t be read. Rule TOK-10.',
      'reportGeneratorMissing',
    ),
  })
  async missing(
    @Posted() call: PostedCommand,
    @Param('serialNumber') serialNumber: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    return this.desk.issue('report-generator-missing', call, { serialNumber: serialNumberOf(serialNumber) });
  }

  @Post(':serialNumber/findings')
  @HttpCode(200)
  @SerialNumber
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'recordGeneratorFound',
    summary: 'Record that a missing token generator turned up',
    description: withExample(
      'For the service desk. It lies in stock again and takes a new seed before it is issued. Rules TOK-05, TOK-10.',
      'recordGeneratorFound',
    ),
  })
  async found(
    @Posted() call: PostedCommand,
    @Param('serialNumber') serialNumber: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    return this.desk.issue('record-generator-found', call, { serialNumber: serialNumberOf(serialNumber) });
  }
}
