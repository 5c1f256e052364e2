import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { mailActivationCode } from '#libs/domain/account/mail-activation-code';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { basisOf, Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface MailActivationCodeBody {
  readonly account: string;
}

/** §4.3, §4.4. The mail itself is sent by a process that follows the event. */
export class MailActivationCode {
  constructor(readonly request: CommandRequest<MailActivationCodeBody>) {}
}

@CommandHandler(MailActivationCode)
export class MailActivationCodeHandler implements ICommandHandler<MailActivationCode, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: MailActivationCode): Promise<Receipt> {
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
          decision: mailActivationCode(
            { account, newCode, authority, policy, now: now.toISOString() },
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
