import { Body, Controller, Post } from '@nestjs/common';
import { ApiBody, ApiProperty, ApiTags } from '@nestjs/swagger';
import { organisationId } from '#libs/domain/organisation/organisation';
import { CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { entryOf, RecordOrganisationFields } from './record-organisation.fields.js';

export class OrganisationRecordedAnswer extends CommandAnswer {
  @ApiProperty({ description: 'Id of the organisation.', example: 'municipality-0099' })
  readonly organisation!: string;
}

/** ORG-01: organisations outside the school register. */
@ApiTags('organisations')
@Controller('organisations')
export class RecordedOrganisationsController {
  constructor(private readonly desk: HttpDesk) {}

  @Post()
  @ApiBody({ type: RecordOrganisationFields, ...bodyExample('recordOrganisation') })
  @CommandEndpoint({
    operationId: 'recordOrganisation',
    summary: 'Put an organisation outside the school register on record, or change its entry',
    description: withExample(
      'For the operator: municipalities, childcare organisations, health services, administration offices. Rules ORG-01, USR-06.',
      'recordOrganisation',
    ),
    created: true,
    answer: OrganisationRecordedAnswer,
  })
  async record(@Posted() call: PostedCommand, @Body() body: unknown): Promise<OrganisationRecordedAnswer> {
    const entry = entryOf(readInput(RecordOrganisationFields, body));
    const answer = await this.desk.issue('record-organisation', call, entry);
    return { ...answer, organisation: organisationId(entry.type, entry.code) };
  }
}
