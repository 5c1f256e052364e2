import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { afterLapse } from '#libs/domain/account/after-lapse';
import { printUsernameLetter } from '#libs/domain/account/print-username-letter';
import { askedOf, type OnRequestBody } from './asked.js';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { lapseJudged } from './lapse-judged.js';
import { onAccount } from './on-account.js';
import { type Receipt } from './receipt.js';

export type PrintUsernameLetterBody = OnRequestBody;

/** §4.3: USR-09. The letter itself is read by who printed it; no receipt holds it. */
export class PrintUsernameLetter {
  constructor(readonly request: CommandRequest<PrintUsernameLetterBody>) {}
}

@CommandHandler(PrintUsernameLetter)
export class PrintUsernameLetterHandler implements ICommandHandler<PrintUsernameLetter, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: PrintUsernameLetter): Promise<Receipt> {
    return this.commands.runner.run(
      request,
      onAccount(request, async (authority, state, _now, judged) => {
        const onRequest = await askedOf(judged, request);
        const lapse = await lapseJudged(this.commands, judged, request.body.account);
        return afterLapse(lapse, state, (left) => printUsernameLetter({ authority, onRequest }, left));
      }),
    );
  }
}
