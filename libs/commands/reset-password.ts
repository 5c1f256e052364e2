import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { resetPassword } from '#libs/domain/account/reset-password';
import { accountStreams } from '#libs/domain/streams';
import { amsterdamCalendar } from './amsterdam-calendar.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { recordedDigest } from './recorded-digest.js';
import { type Receipt } from './receipt.js';

export interface ResetPasswordBody {
  readonly account: string;
}

/** §4.7, PWD-09. The password is told once, to who asked for it, and stands nowhere. */
export class ResetPassword {
  constructor(readonly request: CommandRequest<ResetPasswordBody>) {}
}

@CommandHandler(ResetPassword)
export class ResetPasswordHandler implements ICommandHandler<ResetPassword, Receipt> {
  constructor(private readonly commands: Commands) {}

  async execute({ request }: ResetPassword): Promise<Receipt> {
    const { journal, passwords, runner } = this.commands;
    const { account } = request.body;
    const newPassword = await passwords.make();
    const receipt = await runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now, judged) => {
        const authority = await judged.authorityOf(request.caller);
        const policy = await judged.policy();
        return {
          decision: resetPassword(
            {
              account,
              newPassword,
              authority,
              policy,
              calendar: amsterdamCalendar,
              now: now.toISOString(),
            },
            state,
          ),
          authority: judged.as('administrator-authorisation'),
          policy: policy.version,
        };
      },
    });
    if (await recordedDigest(journal, receipt, newPassword.digest)) request.onSecret?.(newPassword.password);
    return receipt;
  }
}
