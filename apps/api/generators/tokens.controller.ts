import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { accountId, AccountId } from '../accounts/account-id.js';
import { NoFields } from '../http/no-fields.js';
import { reportedIn } from '../accounts/desk-request.fields.js';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { bodyExample, withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput, requireNoFields } from '../http/read-input.js';
import { SerialNumber } from './serial-number.js';
import {
  HandOverTokenFields,
  IssueTokenFields,
  momentOf,
  ReportTokenProblemFields,
  serialNumberOf,
} from './token.fields.js';

@ApiTags('generators')
@Controller('accounts/:id/tokens')
export class TokensController {
  constructor(private readonly desk: HttpDesk) {}

  @Post()
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: IssueTokenFields, ...bodyExample('issueToken') })
  @CommandEndpoint({
    operationId: 'issueToken',
    summary: 'Issue a token generator, or a replacement',
    description: withExample(
      'For the service desk. A user’s goes by registered post to an administrator, who hands it over; a first administrator’s by courier (§1.1, §2.4, §4.2). Rules TOK-01 to TOK-03, TOK-05, ADM-08.',
      'issueToken',
    ),
    ofAccount: true,
  })
  async issue(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { serialNumber, deliveredTo } = readInput(IssueTokenFields, body);
    return this.desk.issue('issue-token', call, {
      account: accountId(id),
      serialNumber,
      ...(deliveredTo === undefined ? {} : { deliveredTo: deliveredTo.toLowerCase() }),
    });
  }

  @Post(':serialNumber/hand-overs')
  @HttpCode(200)
  @AccountId
  @SerialNumber
  @ApiBody({ type: HandOverTokenFields })
  @CommandEndpoint({
    operationId: 'handOverToken',
    summary: 'Record that the holder has the generator',
    description: withExample(
      'For an administrator, of what came by registered post to be handed over; for the service desk, of what went to the holder themselves. It is theirs from then on, and a block that waited for it ends. Rules TOK-01, TOK-02, TOK-07, ADM-08.',
      'handOverToken',
    ),
    ofAccount: true,
  })
  async handOver(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Param('serialNumber') serialNumber: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const { identityProved } = readInput(HandOverTokenFields, body);
    return this.desk.issue('hand-over-token', call, {
      account: accountId(id),
      serialNumber: serialNumberOf(serialNumber),
      identityProved,
    });
  }

  @Post(':serialNumber/problems')
  @HttpCode(200)
  @AccountId
  @SerialNumber
  @ApiBody({ type: ReportTokenProblemFields })
  @CommandEndpoint({
    operationId: 'reportTokenProblem',
    summary: 'Record that a generator is lost or broken, and deactivate it',
    description: withExample(
      'For the service desk, on the report of the holder or their administrator (§2.4, §4.8). Rules TOK-03, TOK-04, TOK-07, ADM-12.',
      'reportTokenProblem',
    ),
    ofAccount: true,
  })
  async reportProblem(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Param('serialNumber') serialNumber: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const fields = readInput(ReportTokenProblemFields, body);
    const { problem, discoveredAt, reportedAt, block } = fields;
    return this.desk.issue('report-token-problem', call, {
      account: accountId(id),
      serialNumber: serialNumberOf(serialNumber),
      problem,
      discoveredAt: momentOf(discoveredAt),
      reportedAt: momentOf(reportedAt),
      block,
      ...reportedIn(fields),
    });
  }

  @Post(':serialNumber/returns')
  @HttpCode(200)
  @AccountId
  @SerialNumber
  @ApiBody({ type: NoFields })
  @CommandEndpoint({
    operationId: 'recordTokenReturn',
    summary: 'Record that a generator is back',
    description: withExample(
      'For the service desk, also of an ended account (§5.5). It leaves the outstanding list, and can be issued again with a new seed. Rules TOK-04, TOK-05.',
      'recordTokenReturn',
    ),
    ofAccount: true,
  })
  async recordReturn(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Param('serialNumber') serialNumber: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    requireNoFields(body);
    return this.desk.issue('record-token-return', call, {
      account: accountId(id),
      serialNumber: serialNumberOf(serialNumber),
    });
  }
}
