import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { PasswordChange, type PasswordChangeBody } from './password-change.js';
import { type Receipt } from './receipt.js';
import { recordedDigest } from './recorded-digest.js';

/** §2.2: PWD-06 to PWD-08. What was typed comes beside the body, as `passwords` of the request. */
export class ChangePassword {
  constructor(readonly request: CommandRequest<PasswordChangeBody>) {}
}

@CommandHandler(ChangePassword)
export class ChangePasswordHandler implements ICommandHandler<ChangePassword, Receipt> {
  constructor(private readonly commands: Commands) {}

  /** The change ends all sessions; the caller goes on in another one (architecture 4). */
  async execute({ request }: ChangePassword): Promise<Receipt> {
    const { journal, runner, sessions } = this.commands;
    const { caller, body, onSession } = request;
    const change = await PasswordChange.compared(this.commands, request);
    const receipt = await runner.run(request, {
      kind: accountStreams,
      id: body.account,
      decide: ({ state }, now) => change.decide(state, now),
    });
    if (change.made !== undefined && (await recordedDigest(journal, receipt, change.digest)))
      onSession?.(await sessions.continue(caller, change.made.account, change.made.act));
    return receipt;
  }
}
