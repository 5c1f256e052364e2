import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { type Caller } from '#libs/access/caller';
import { CommandDesk } from '#libs/commands/command-desk';
import { accountId, AccountId } from '../accounts/account-id.js';
import { answerCommand, type CommandAnswer } from '../http/answer-command.js';
import { From } from '../http/caller.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { readInput } from '../http/read-input.js';
import { type CommandHeaders, ForCommand } from '../http/request-headers.js';
import { ReportMeansProblemFields } from './report-means-problem.fields.js';

const origin = { channel: 'http' } as const;

@ApiTags('couplings')
@Controller('accounts/:id')
export class MeansProblemsController {
  constructor(private readonly desk: CommandDesk) {}

  @Post('means-problem-reports')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: ReportMeansProblemFields })
  @CommandEndpoint({
    operationId: 'reportMeansProblem',
    summary: 'Record that a means is defective, stolen or lost, and undo the coupling',
    description: withExample(
      'For the service desk (§3.5, §4.8). The means never couples the account again without a new activation code. Whether it was reported within 72 hours is recorded. Rules EHK-06, EHK-08.',
      'reportMeansProblem',
    ),
    ofAccount: true,
  })
  async report(
    @From() caller: Caller,
    @ForCommand() headers: CommandHeaders,
    @Param('id') id: string,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<CommandAnswer> {
    const { problem, discoveredAt, reportedAt } = readInput(ReportMeansProblemFields, body);
    const receipt = await this.desk.issue('report-means-problem', {
      ...headers,
      caller,
      origin,
      body: {
        account: accountId(id),
        problem,
        discoveredAt: new Date(discoveredAt).toISOString(),
        reportedAt: new Date(reportedAt).toISOString(),
      },
    });
    return answerCommand(receipt, response);
  }
}
