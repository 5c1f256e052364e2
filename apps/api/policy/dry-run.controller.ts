import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { type DryRunKindName, dryRunKinds } from '#libs/queries/dry-run/kinds';
import { type DryRunPage, ListDryRun } from '#libs/queries/list-dry-run';
import { type ShownDryRun, ShowDryRun } from '#libs/queries/show-dry-run';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { badInput } from '../http/problem.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { DryRunAnswer, DryRunPageAnswer } from './dry-run.answer.js';
import { askedIn, DryRunFields, DryRunListFields } from './dry-run.fields.js';

/** What a changed value means, in the words of architecture 16. */
const meaning =
  'A deadline follows the policy of its start and stands in its event: that is what `inForce` counts. Changed values are asked about as if they had been in force when each deadline that now stands started; what has happened stays as it is. Were they confirmed, they would hold as `changeHolds` says: most only for what starts from then on, so that nothing that stands now would move.';

@ApiTags('policy')
@Controller('policy/dry-run')
export class DryRunController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @ReadsItsOwnQuery()
  @ApiQuery({ type: DryRunFields })
  @QueryEndpoint({
    operationId: 'showDryRun',
    summary: 'Who would be decoupled, locked or expired, and under other policy values: how many',
    description: withExample(
      `For the operator, the service desk and auditors. Nothing is recorded or sent. ${meaning} Locks can’t be foretold: \`sign-in-lock-ends\` has those that run now, \`sign-in-locked\` those of the days past, counted anew from the failures that history has; what was tried during a lock isn’t in it. Rules EHK-05, PWD-07, PWD-12, ACT-01, LOG-02, ADM-11.`,
      'showDryRun',
    ),
    answer: DryRunAnswer,
  })
  async show(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Query() query: unknown,
  ): Promise<ShownDryRun> {
    const fields = readInput(DryRunFields, { ...(query as object) }, 'query');
    return this.queries.execute(new ShowDryRun(caller, askedIn(fields), position));
  }

  @Get(':kind')
  @ReadsItsOwnQuery()
  @ApiParam({ name: 'kind', description: 'What would become so.', schema: { enum: [...dryRunKinds] } })
  @ApiQuery({ type: DryRunListFields })
  @QueryEndpoint({
    operationId: 'listDryRun',
    summary: 'Who would be decoupled, locked or expired, and under other policy values: which accounts',
    description: withExample(
      `For the operator, the service desk and auditors; names only for the service desk. Each with its moment and the event that it comes from. ${meaning} Rules EHK-05, PWD-07, PWD-12, ACT-01, LOG-02, AVG-05.`,
      'listDryRun',
    ),
    answer: DryRunPageAnswer,
  })
  async list(
    @From() caller: Caller,
    @AtPosition() position: bigint | undefined,
    @Param('kind') kind: string,
    @Query() query: unknown,
  ): Promise<DryRunPage> {
    const fields = readInput(DryRunListFields, { ...(query as object) }, 'query');
    const { limit, cursor } = fields;
    const page = { ...(limit === undefined ? {} : { limit }), ...(cursor === undefined ? {} : { cursor }) };
    return this.queries.execute(new ListDryRun(caller, kindOf(kind), askedIn(fields), page, position));
  }
}

/** @throws ProblemException */
function kindOf(kind: string): DryRunKindName {
  const known = dryRunKinds.find((one) => one === kind);
  if (known === undefined)
    throw badInput([{ field: 'kind', message: `must be one of: ${dryRunKinds.join(', ')}` }]);
  return known;
}
