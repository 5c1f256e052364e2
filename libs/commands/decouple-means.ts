import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decoupleMeans } from '#libs/domain/account/decouple-means';
import { type DecoupleReason } from '#libs/domain/account/events';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { basisOf, Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface DecoupleMeansBody {
  readonly account: string;
  readonly reason: DecoupleReason;
  readonly holdsRightMeans: boolean;
}

/** §4.6. */
export class DecoupleMeans {
  constructor(readonly request: CommandRequest<DecoupleMeansBody>) {}
}

@CommandHandler(DecoupleMeans)
export class DecoupleMeansHandler implements ICommandHandler<DecoupleMeans, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: DecoupleMeans): Promise<Receipt> {
    const { activationCodes, journal, reservations, runner } = this.commands;
    const { account } = request.body;
    const newCode = activationCodes.make();
    return runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => {
        const judged = new Judged(journal, now);
        const authority = await judged.authorityOf(request.caller);
        const policy = await judged.policy();
        return {
          decision: decoupleMeans(
            { ...request.body, newCode, authority, policy, now: now.toISOString() },
            state,
          ),
          authority: judged.as(basisOf(authority)),
          policy: policy.version,
        };
      },
      before: async (_target, act) => {
        await reservations.reserve('activation-code', newCode.digest, account, act);
        return 'done';
      },
    });
  }
}
