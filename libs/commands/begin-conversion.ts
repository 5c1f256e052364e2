import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { beginConversion, type BeginConversion as Beginning } from '#libs/domain/account/begin-conversion';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { basisOf, Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export type BeginConversionBody = Pick<Beginning, 'account' | 'confirmed' | 'holdsRightMeans'>;

/** §5.1, §5.2: CNV-01. */
export class BeginConversion {
  constructor(readonly request: CommandRequest<BeginConversionBody>) {}
}

@CommandHandler(BeginConversion)
export class BeginConversionHandler implements ICommandHandler<BeginConversion, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: BeginConversion): Promise<Receipt> {
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
          decision: beginConversion(
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
