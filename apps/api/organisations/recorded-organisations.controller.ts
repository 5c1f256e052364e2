import { Body, Controller, Post, Res } from '@nestjs/common';
import { ApiBody, ApiProperty, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { CommandDesk } from '#libs/commands/command-desk';
import { organisationId } from '#libs/domain/organisation/organisation';
import { answerCommand, CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { type CommandHeaders, ForCommand } from '../http/request-headers.js';
import { entryOf, RecordOrganisationFields } from './record-organisation.fields.js';

export class OrganisationRecordedAnswer extends CommandAnswer {
  @ApiProperty({ description: 'Id of the organisation.', example: 'municipality-0099' })
  readonly organisation!: string;
}

/** ORG-01: organisations outside the school register. */
@ApiTags('organisations')
@Controller('organisations')
export class RecordedOrganisationsController {
  constructor(private readonly desk: CommandDesk) {}

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
  async record(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<OrganisationRecordedAnswer> {
    const entry = entryOf(readInput(RecordOrganisationFields, body));
    const receipt = await this.desk.issue('record-organisation', {
      ...headers,
      caller,
      origin: { channel: 'http' },
      body: entry,
    });
    return { ...answerCommand(receipt, response), organisation: organisationId(entry.type, entry.code) };
  }
}
