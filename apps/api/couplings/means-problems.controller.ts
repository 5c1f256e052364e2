import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { accountId, AccountId } from '../accounts/account-id.js';
import { reportedIn } from '../accounts/desk-request.fields.js';
import { type CommandAnswer } from '../http/answer-command.js';
import { CommandEndpoint } from '../http/command-endpoint.js';
import { withExample } from '../http/examples.js';
import { HttpDesk, Posted, type PostedCommand } from '../http/http-desk.js';
import { readInput } from '../http/read-input.js';
import { ReportMeansProblemFields } from './report-means-problem.fields.js';

@ApiTags('couplings')
@Controller('accounts/:id')
export class MeansProblemsController {
  constructor(private readonly desk: HttpDesk) {}

  @Post('means-problem-reports')
  @HttpCode(200)
  @AccountId
  @ApiBody({ type: ReportMeansProblemFields })
  @CommandEndpoint({
    operationId: 'reportMeansProblem',
    summary: 'Record that a means is defective, stolen or lost, and undo the coupling',
    description: withExample(
      'For the service desk (§3.5, §4.8). The means never couples the account again without a new activation code. Whether it was reported within 72 hours is recorded. Rules EHK-06, EHK-08, ADM-12.',
      'reportMeansProblem',
    ),
    ofAccount: true,
  })
  async report(
    @Posted() call: PostedCommand,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<CommandAnswer> {
    const fields = readInput(ReportMeansProblemFields, body);
    const { problem, discoveredAt, reportedAt } = fields;
    return this.desk.issue('report-means-problem', call, {
      account: accountId(id),
      problem,
      discoveredAt: new Date(discoveredAt).toISOString(),
      reportedAt: new Date(reportedAt).toISOString(),
      ...reportedIn(fields),
    });
  }
}
