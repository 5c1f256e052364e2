import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  remindOfDeadline,
  type RemindOfDeadline as Reminding,
} from '#libs/domain/account/remind-of-deadline';
import { accountStreams, signInStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface RemindOfDeadlineBody extends Pick<Reminding, 'of' | 'deadline'> {
  readonly account: string;
}

/** PWD-07, EHK-05, ACT-01: records that a reminder is due, where the deadline still stands; else nothing changes. */
export class RemindOfDeadline {
  constructor(readonly request: CommandRequest<RemindOfDeadlineBody>) {}
}

@CommandHandler(RemindOfDeadline)
export class RemindOfDeadlineHandler implements ICommandHandler<RemindOfDeadline, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RemindOfDeadline): Promise<Receipt> {
    const { journal, runner } = this.commands;
    const { account, of, deadline } = request.body;
    return runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(journal, now);
        const { couplingLapsesAt: signInLapsesAt } = await judged.last(signInStreams, account);
        const at = { now: now.toISOString(), ...(signInLapsesAt === undefined ? {} : { signInLapsesAt }) };
        return {
          decision: remindOfDeadline({ of, deadline, ...at }, state),
          authority: judged.as('process'),
          policy: null,
        };
      },
    });
  }
}
