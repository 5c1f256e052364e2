import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { lapseCoupling } from '#libs/domain/account/lapse-coupling';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { lapseJudged } from './lapse-judged.js';
import { type Receipt } from './receipt.js';

export interface LapseCouplingBody {
  readonly account: string;
}

/** §3.5, EHK-05: records that a coupling has lapsed. It judges by itself whether that is so; else nothing changes. */
export class LapseCoupling {
  constructor(readonly request: CommandRequest<LapseCouplingBody>) {}
}

@CommandHandler(LapseCoupling)
export class LapseCouplingHandler implements ICommandHandler<LapseCoupling, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: LapseCoupling): Promise<Receipt> {
    const { journal, runner } = this.commands;
    const { account } = request.body;
    return runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(journal, now);
        return {
          decision: lapseCoupling(await lapseJudged(this.commands, judged, account), state),
          authority: judged.as('process'),
          policy: null,
        };
      },
    });
  }
}
