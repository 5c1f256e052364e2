import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  reportTokenProblem,
  type ReportTokenProblem as Reporting,
} from '#libs/domain/account/report-token-problem';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface ReportTokenProblemBody extends Omit<Reporting, 'authority' | 'policy' | 'now'> {
  readonly account: string;
}

/** §2.4, §4.8: TOK-03, TOK-07. */
export class ReportTokenProblem {
  constructor(readonly request: CommandRequest<ReportTokenProblemBody>) {}
}

@CommandHandler(ReportTokenProblem)
export class ReportTokenProblemHandler implements ICommandHandler<ReportTokenProblem, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: ReportTokenProblem): Promise<Receipt> {
    const { account, ...reporting } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const authority = await judged.authorityOf(request.caller);
        const policy = await judged.policy();
        return {
          decision: reportTokenProblem({ ...reporting, authority, policy, now: now.toISOString() }, state),
          authority: judged.as('service-desk'),
          policy: policy.version,
        };
      },
    });
  }
}
