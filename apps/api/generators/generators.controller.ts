import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type GeneratorPage } from '#libs/projections/held-generators/list-generators';
import { ListGenerators } from '#libs/queries/list-generators';
import { type CommandAnswer } from '../http/answer-command.js';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { GeneratorListFields, GeneratorPageAnswer, SeedGeneratorFields, seedOf } from './generator.fields.js';

@ApiTags('generators')
@Controller()
export class GeneratorsController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly queries: QueryBus,
  ) {}

  @Post('generators')
  @ApiBody({ type: SeedGeneratorFields, ...bodyExample('seedGenerator') })
  @CommandEndpoint({
    operationId: 'seedGenerator',
    summary: 'Put a token generator into stock, with a new seed',
    description: withExample(
      'For the operator. A generator that is new or came back; one that is out takes no seed. The seed is sealed at once and shown to nobody. Rules TOK-05, TOK-06.',
      'seedGenerator',
    ),
    created: true,
  })
  async seed(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    const { serialNumber, otp, hash, digits, period, counter, seed } = readInput(SeedGeneratorFields, body);
    return this.desk.issue('seed-generator', call, {
      serialNumber,
      seed: seedOf(seed),
      kind: otp,
      hash,
      digits,
      ...(period === undefined ? {} : { period }),
      ...(counter === undefined ? {} : { counter }),
    });
  }

  @Get('reports/token-generators')
  @ReadsItsOwnQuery()
  @ApiQuery({ type: GeneratorListFields })
  @QueryEndpoint({
    operationId: 'listTokenGenerators',
    summary: 'Token generators that were called back and are still out, or all that are out',
    description: withExample(
      'For the service desk, and for administrators within their reach (§5.5). Also those of ended accounts. Rules TOK-04, ADM-02.',
      'listTokenGenerators',
    ),
    answer: GeneratorPageAnswer,
  })
  async list(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<GeneratorPage> {
    const { which, account, limit, cursor } = readInput(
      GeneratorListFields,
      { ...(query as object) },
      'query',
    );
    const asked = {
      which,
      ...(account === undefined ? {} : { account: account.toLowerCase() }),
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.queries.execute(new ListGenerators(caller, asked, position));
  }
}
