import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  recordMailOutcome,
  type RecordMailOutcome as Recording,
} from '#libs/domain/mail/record-mail-outcome';
import { mailStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface RecordMailOutcomeBody extends Pick<Recording, 'outcome'> {
  readonly mail: string;
}

/** ACT-06: what came of an attempt. */
export class RecordMailOutcome {
  constructor(readonly request: CommandRequest<RecordMailOutcomeBody>) {}
}

@CommandHandler(RecordMailOutcome)
export class RecordMailOutcomeHandler implements ICommandHandler<RecordMailOutcome, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordMailOutcome): Promise<Receipt> {
    const { mail, outcome } = request.body;
    return this.commands.runner.run(request, {
      kind: mailStreams,
      id: mail,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const policy = await judged.policy();
        return {
          decision: recordMailOutcome({ outcome, policy, now: now.toISOString() }, state),
          authority: judged.as('process'),
          policy: policy.version,
        };
      },
    });
  }
}
