import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { BoardFormFields, formOf } from '../accounts/appoint-administrator.fields.js';
import { ObjectField } from '../fields/list-field.js';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { OrganisationId, readOrganisationId } from './organisation-id.js';

/** ORG-05: no reason is asked. */
export class LeaveOrganisationFields {
  @ObjectField(() => BoardFormFields, 'The organisation’s written request.')
  readonly form!: BoardFormFields;
}

@ApiTags('organisations')
@Controller('organisations/:id')
export class DeparturesController {
  constructor(private readonly desk: HttpDesk) {}

  @Post('departures')
  @HttpCode(200)
  @OrganisationId
  @ApiBody({ type: LeaveOrganisationFields, ...bodyExample('leaveOrganisation') })
  @CommandEndpoint({
    operationId: 'leaveOrganisation',
    summary: 'Record that an organisation leaves',
    description: withExample(
      'For the service desk, on a written request; no reason is asked. All its accounts end, token generators are called back, its mandates lapse, and a confirmation is sent. It can’t be undone. Rules ORG-05, END-01, TOK-04.',
      'leaveOrganisation',
    ),
  })
  async leave(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { form } = readInput(LeaveOrganisationFields, body);
    return this.desk.issue('leave-organisation', call, {
      organisation: readOrganisationId(id),
      form: formOf(form),
    });
  }
}
