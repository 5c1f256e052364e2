import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { proposalOf } from '#libs/commands/propose-policy';
import { type ShownPolicy, ShowPolicy } from '#libs/queries/show-policy';
import { NoFields } from '../http/no-fields.js';
import { uuidForm } from '../fields/text-field.js';
import { type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { badInput } from '../http/problem.js';
import { readInput, requireNoFields } from '../http/read-input.js';
import { PolicyAnswer, ProposalMadeAnswer } from './policy-answer.js';
import { ProposePolicyFields } from './propose-policy.fields.js';

@ApiTags('policy')
@Controller()
export class PolicyController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly queries: QueryBus,
  ) {}

  @Post('policy-proposals')
  @ApiBody({ type: ProposePolicyFields })
  @CommandEndpoint({
    operationId: 'proposePolicy',
    summary: 'Propose policy values from a moment on',
    description: withExample(
      'For the operator. Nothing holds until somebody else of the operator confirms it. Rules ADM-11, USR-06.',
      'proposePolicy',
    ),
    created: true,
    answer: ProposalMadeAnswer,
  })
  async propose(@Posted() call: PostedCommand, @Body() body: unknown): Promise<ProposalMadeAnswer> {
    const { inForceFrom, values } = readInput(ProposePolicyFields, body);
    const answer = await this.desk.issue('propose-policy', call, {
      inForceFrom: new Date(inForceFrom).toISOString(),
      values,
    });
    return answer.outcome === 'applied' ? { ...answer, proposal: proposalOf(answer.commandId) } : answer;
  }

  @Post('policy-proposals/:id/confirmations')
  @ApiParam({ name: 'id', description: 'Id of the proposal.', schema: { type: 'string', format: 'uuid' } })
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'confirmPolicy',
    summary: 'Confirm a proposal: then it is policy',
    description: withExample(
      'For somebody else of the operator than who proposed it. Rules ADM-11, USR-06.',
      'confirmPolicy',
    ),
    created: true,
  })
  async confirm(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    if (!uuidForm.pattern.test(id))
      throw badInput([{ field: 'id', message: 'must be the UUID of a proposal' }]);
    return this.desk.issue('confirm-policy', call, { proposal: id.toLowerCase() });
  }

  @Get('policy')
  @QueryEndpoint({
    operationId: 'showPolicy',
    summary: 'All policy versions with their values and who set them, and what is proposed',
    description: withExample('For the operator, the service desk and auditors. Rule ADM-11.', 'showPolicy'),
    answer: PolicyAnswer,
  })
  async show(@From() caller: Caller): Promise<ShownPolicy> {
    return this.queries.execute(new ShowPolicy(caller));
  }
}
