import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiParam, ApiTags } from '@nestjs/swagger';
import { type Caller } from '#libs/access/caller';
import { mandateId } from '#libs/commands/mandates';
import { type ShownMandate, ShowMandate } from '#libs/queries/show-mandate';
import { formOf } from '../accounts/appoint-administrator.fields.js';
import { uuidForm } from '../fields/text-field.js';
import { type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { badInput } from '../http/problem.js';
import { readInput } from '../http/read-input.js';
import { EndMandateFields, GiveMandateFields, MandateAnswer, MandateGivenAnswer } from './mandate.fields.js';

const MandateId = ApiParam({
  name: 'id',
  description: 'Id of the mandate.',
  schema: { type: 'string', format: 'uuid' },
});

@ApiTags('mandates')
@Controller('mandates')
export class MandatesController {
  constructor(
    private readonly desk: HttpDesk,
    private readonly queries: QueryBus,
  ) {}

  @Post()
  @ApiBody({ type: GiveMandateFields, ...bodyExample('giveMandate') })
  @CommandEndpoint({
    operationId: 'giveMandate',
    summary: 'Record that an organisation lets another act for it in these roles',
    description: withExample(
      'For the service desk, on a written form. Roles are added to those that it names already. Rules ADM-05, USR-06, USR-10.',
      'giveMandate',
    ),
    created: true,
    answer: MandateGivenAnswer,
  })
  async give(@Posted() call: PostedCommand, @Body() body: unknown): Promise<MandateGivenAnswer> {
    const { givingOrganisation, receivingOrganisation, roles, form } = readInput(GiveMandateFields, body);
    const answer = await this.desk.issue('give-mandate', call, {
      givingOrganisation,
      receivingOrganisation,
      roles,
      form: formOf(form),
    });
    return {
      ...answer,
      mandate: mandateId(givingOrganisation, receivingOrganisation),
    };
  }

  @Post(':id/endings')
  @HttpCode(200)
  @MandateId
  @ApiBody({ type: EndMandateFields })
  @CommandEndpoint({
    operationId: 'endMandate',
    summary: 'Record that a mandate has ended',
    description: withExample(
      'For the service desk, on a written form. Nobody acts by it any more; what was done stays. Rules ADM-05, ADM-07, USR-06.',
      'endMandate',
    ),
  })
  async end(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { form } = readInput(EndMandateFields, body);
    return this.desk.issue('end-mandate', call, { mandate: readMandateId(id), form: formOf(form) });
  }

  @Get(':id')
  @MandateId
  @QueryEndpoint({
    operationId: 'showMandate',
    summary: 'What an organisation mandates to another',
    description: withExample('For the service desk and auditors. Rule ADM-05.', 'showMandate'),
    answer: MandateAnswer,
  })
  async show(@From() caller: Caller, @Param('id') id: string): Promise<ShownMandate> {
    return this.queries.execute(new ShowMandate(caller, readMandateId(id)));
  }
}

function readMandateId(id: string): string {
  if (!uuidForm.pattern.test(id)) throw badInput([{ field: 'id', message: 'must be the UUID of a mandate' }]);
  return id.toLowerCase();
}
