import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type PlannedMovePage } from '#libs/projections/move-plan/list-moves';
import { ShowMovePlan } from '#libs/queries/show-move-plan';
import { type CommandAnswer } from '../http/answer-command.js';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import {
  MovePlanAnswer,
  MoverFields,
  moverOf,
  PlanMoveFields,
  ShowMovePlanFields,
} from './move-plan.fields.js';

/** ORG-06: the move to eHerkenning. */
@ApiTags('organisations')
@Controller('move-plans')
export class MovePlansController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiBody({ type: PlanMoveFields, ...bodyExample('planMove') })
  @CommandEndpoint({
    operationId: 'planMove',
    summary: 'Plan on which date a sector or an organisation moves to eHerkenning',
    description: withExample(
      'For the operator. It takes the place of the date before; an organisation’s own date goes before its sectors’. Whom it concerns is told by letter. Rules ORG-06, USR-06.',
      'planMove',
    ),
  })
  async plan(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    const fields = readInput(PlanMoveFields, body);
    return this.desk.issue('plan-move', call, { ...moverOf(fields), date: fields.date });
  }

  @Post('droppings')
  @HttpCode(200)
  @ApiBody({ type: MoverFields, ...bodyExample('dropMove') })
  @CommandEndpoint({
    operationId: 'dropMove',
    summary: 'Drop the planned move of a sector or an organisation',
    description: withExample(
      'For the operator. An organisation that loses its own date moves with its sectors again. Rules ORG-06, USR-06.',
      'dropMove',
    ),
  })
  async drop(@Posted() call: PostedCommand, @Body() body: unknown): Promise<CommandAnswer> {
    const mover = moverOf(readInput(MoverFields, body));
    return this.desk.issue('drop-move', call, mover);
  }

  @Get()
  @ReadsItsOwnQuery()
  @ApiQuery({ type: ShowMovePlanFields })
  @QueryEndpoint({
    operationId: 'showMovePlan',
    summary: 'How far each organisation is that moves to eHerkenning',
    description: withExample(
      'For the operator, the service desk and reporting. An administration office’s staff is left out of the counts. Rules ORG-06, CNV-01.',
      'showMovePlan',
    ),
    answer: MovePlanAnswer,
  })
  async show(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<PlannedMovePage> {
    const { sector, limit, cursor } = readInput(ShowMovePlanFields, { ...(query as object) }, 'query');
    const asked = {
      ...(sector === undefined ? {} : { sector }),
      ...(limit === undefined ? {} : { limit }),
      ...(cursor === undefined ? {} : { cursor }),
    };
    return this.queries.execute(new ShowMovePlan(caller, asked, position));
  }
}
