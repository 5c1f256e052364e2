import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  type ReportMeansProblem as Reporting,
  reportMeansProblem,
} from '#libs/domain/account/report-means-problem';
import { accountStreams } from '#libs/domain/streams';
import { type OnReportBody, reportOf } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { basisOf, Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface ReportMeansProblemBody
  extends OnReportBody, Pick<Reporting, 'problem' | 'discoveredAt' | 'reportedAt'> {}

/** §3.5, §4.8: EHK-06. */
export class ReportMeansProblem {
  constructor(readonly request: CommandRequest<ReportMeansProblemBody>) {}
}

@CommandHandler(ReportMeansProblem)
export class ReportMeansProblemHandler implements ICommandHandler<ReportMeansProblem, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: ReportMeansProblem): Promise<Receipt> {
    const { journal, reservations, runner } = this.commands;
    const { account, problem, discoveredAt, reportedAt } = request.body;
    return runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(journal, now);
        const authority = await judged.authorityOf(request.caller);
        const policy = await judged.policy();
        return {
          decision: reportMeansProblem(
            {
              problem,
              discoveredAt,
              reportedAt,
              onRequest: await reportOf(judged, request),
              reservationOf: (key) => reservations.stream('means', key),
              authority,
              policy,
              now: now.toISOString(),
            },
            state,
          ),
          authority: judged.as(basisOf(authority)),
          policy: policy.version,
        };
      },
    });
  }
}
