import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { expireActivationCode } from '#libs/domain/account/expire-activation-code';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface ExpireActivationCodeBody {
  readonly account: string;
}

/** §3.2, ACT-01: records that a code has expired. It judges by itself whether that is so; else nothing changes. */
export class ExpireActivationCode {
  constructor(readonly request: CommandRequest<ExpireActivationCodeBody>) {}
}

@CommandHandler(ExpireActivationCode)
export class ExpireActivationCodeHandler implements ICommandHandler<ExpireActivationCode, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: ExpireActivationCode): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: request.body.account,
      decide: async ({ state }, now) => ({
        decision: expireActivationCode({ now: now.toISOString() }, state),
        authority: { basis: 'process', judged: [] },
        policy: null,
      }),
    });
  }
}
