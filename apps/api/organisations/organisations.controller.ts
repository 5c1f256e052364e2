import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBody, ApiConsumes, ApiQuery, ApiTags } from '@nestjs/swagger';
import { CommandDesk } from '#libs/commands/command-desk';
import { type Caller } from '#libs/access/caller';
import { Installation } from '#libs/installation/installation';
import { type OrganisationRow } from '#libs/projections/account-search/find-organisation';
import { ShowOrganisation } from '#libs/queries/show-organisation';
import { eventsOfLoad, registerLoadAt } from '#libs/queries/show-register-load';
import { fileDateFromName } from '#libs/register-file/file-date';
import { registerLoad } from '#libs/register-file/register-load';
import { answerCommand } from '../http/answer-command.js';
import { From, ReadsItsOwnQuery } from '../http/caller.js';
import { CommandEndpoint, QueryEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { badInput } from '../http/problem.js';
import { readInput } from '../http/read-input.js';
import { AtPosition } from '../http/request-headers.js';
import { OrganisationId, readOrganisationId } from './organisation-id.js';
import { OrganisationAnswer } from './organisation-answer.js';
import { RegisterFileAnswer } from './register-answer.js';
import { RegisterFileQuery } from './register-file.query.js';

@ApiTags('organisations')
@Controller()
export class OrganisationsController {
  constructor(
    private readonly desk: CommandDesk,
    private readonly httpDesk: HttpDesk,
    private readonly queries: QueryBus,
    private readonly installation: Installation,
  ) {}

  @Post('register-files')
  @ReadsItsOwnQuery()
  @HttpCode(200)
  @ApiConsumes('text/csv')
  @ApiBody({
    description: 'The file as DUO publishes it: windows-1252, CRLF, semicolons; at most 16 MiB.',
    schema: { type: 'string', format: 'binary' },
  })
  @ApiQuery({
    name: 'name',
    required: true,
    description: 'Name of the file, which ends in its month.',
    schema: { type: 'string', example: 'schoolvestigingen-voorbeeld.2026-04.csv' },
  })
  @ApiQuery({
    name: 'allowClosures',
    required: false,
    description: 'The word that the file may close more of its sector than policy has it.',
    schema: { type: 'boolean' },
  })
  @ApiQuery({
    name: 'allowOlder',
    required: false,
    description: 'The word that the file may be older than the one loaded last.',
    schema: { type: 'boolean' },
  })
  @CommandEndpoint({
    operationId: 'loadRegister',
    summary: 'Load the school register',
    description: withExample(
      'For the operator. The same file twice changes nothing. Rules ORG-01, ORG-02.',
      'loadRegister',
    ),
    answer: RegisterFileAnswer,
  })
  async load(
    @Posted() call: PostedCommand,
    @Query() query: unknown,
    @Body() bytes: unknown,
  ): Promise<RegisterFileAnswer> {
    await this.httpDesk.requireMay('load-register', call);
    const { name, allowClosures, allowOlder } = readInput(
      RegisterFileQuery,
      { ...(query as object) },
      'query',
    );
    const fileDate = fileDateFromName(name);
    if (fileDate === undefined)
      throw badInput([{ field: 'name', message: 'must end in the month of the file, as in ….2026-04.csv' }]);
    if (!Buffer.isBuffer(bytes)) throw badInput([{ field: 'Content-Type', message: 'must be text/csv' }]);
    const request = registerLoad(bytes, fileDate, {
      allowClosures: allowClosures === true,
      allowOlder: allowOlder === true,
    });
    if ('refused' in request)
      throw badInput(
        request.refused.map(({ message }) => ({
          field: 'file',
          message: `is refused as a whole: ${message}`,
        })),
      );
    const { body, refusedLines } = request;
    const receipt = await this.desk.issue('load-register', {
      ...call.headers,
      caller: call.caller,
      origin: { channel: 'http' },
      body,
    });
    const answer = answerCommand(receipt, call.response);
    const loaded =
      receipt.outcome === 'applied'
        ? await registerLoadAt(this.installation.stores.journal, body.sector, receipt.revision)
        : undefined;
    return {
      ...answer,
      load: loaded === undefined ? null : loadAnswer(loaded),
      recordedEvents: await eventsOfLoad(this.installation.stores.journal, receipt),
      refusedLines: refusedLines.map(({ line, faults }) => ({ line, faults })),
    };
  }

  @Get('organisations/:id')
  @OrganisationId
  @QueryEndpoint({
    operationId: 'showOrganisation',
    summary: 'An organisation with its parts',
    description: withExample('Public register data. Rule ORG-01.', 'showOrganisation'),
    answer: OrganisationAnswer,
    positioned: true,
  })
  async show(
    @From() caller: Caller,
    @Param('id') id: string,
    @AtPosition() position: bigint | undefined,
  ): Promise<OrganisationRow> {
    return this.queries.execute(new ShowOrganisation(caller, readOrganisationId(id), position));
  }
}

const loadAnswer = ({
  sector,
  fileDate,
  boards,
  institutions,
  locations,
  opened,
  closed,
  renamed,
  moved,
  handedOver,
}: NonNullable<Awaited<ReturnType<typeof registerLoadAt>>>): NonNullable<RegisterFileAnswer['load']> => ({
  sector,
  month: fileDate,
  boards,
  institutions,
  locations,
  opened,
  closed,
  renamed,
  moved,
  handedOver,
});
