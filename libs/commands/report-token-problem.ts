import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  reportTokenProblem,
  type ReportTokenProblem as Reporting,
} from '#libs/domain/account/report-token-problem';
import { type PasswordIssue } from '#libs/domain/account/issue-password';
import { accountStreams } from '#libs/domain/streams';
import { amsterdamCalendar } from './amsterdam-calendar.js';
import { type OnReportBody, reportOf } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface ReportTokenProblemBody
  extends OnReportBody, Omit<Reporting, 'authority' | 'onRequest' | keyof PasswordIssue> {}

/** §2.4, §4.8: TOK-03, TOK-07. */
export class ReportTokenProblem {
  constructor(readonly request: CommandRequest<ReportTokenProblemBody>) {}
}

@CommandHandler(ReportTokenProblem)
export class ReportTokenProblemHandler implements ICommandHandler<ReportTokenProblem, Receipt> {
  constructor(private readonly commands: Commands) {}

  async execute({ request }: ReportTokenProblem): Promise<Receipt> {
    const { journal, passwords, runner } = this.commands;
    const { account, request: _asked, ...reporting } = request.body;
    const newPassword = await passwords.make();
    return runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(journal, now);
        const authority = await judged.authorityOf(request.caller);
        const policy = await judged.policy();
        return {
          decision: reportTokenProblem(
            {
              ...reporting,
              authority,
              onRequest: await reportOf(judged, request),
              newPassword,
              policy,
              calendar: amsterdamCalendar,
              now: now.toISOString(),
            },
            state,
          ),
          authority: judged.as('service-desk'),
          policy: policy.version,
        };
      },
    });
  }
}
