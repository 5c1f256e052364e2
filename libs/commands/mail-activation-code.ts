import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { mailActivationCode } from '#libs/domain/account/mail-activation-code';
import { type OnRequestBody } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';
import { withNewCode } from './with-new-code.js';

export type MailActivationCodeBody = OnRequestBody;

/** §4.3, §4.4. The mail itself is sent by a process that follows the event. */
export class MailActivationCode {
  constructor(readonly request: CommandRequest<MailActivationCodeBody>) {}
}

@CommandHandler(MailActivationCode)
export class MailActivationCodeHandler implements ICommandHandler<MailActivationCode, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: MailActivationCode): Promise<Receipt> {
    return this.commands.runner.run(
      request,
      withNewCode(this.commands, request, (parts, state) =>
        mailActivationCode({ ...request.body, ...parts }, state),
      ),
    );
  }
}
