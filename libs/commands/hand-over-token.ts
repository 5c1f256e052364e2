import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { handOverToken, type HandOverToken as HandingOver } from '#libs/domain/account/hand-over-token';
import { accountStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export type HandOverTokenBody = Omit<HandingOver, 'authority'>;

/** §2.1, §4.2: TOK-01, TOK-02, ADM-08. */
export class HandOverToken {
  constructor(readonly request: CommandRequest<HandOverTokenBody>) {}
}

@CommandHandler(HandOverToken)
export class HandOverTokenHandler implements ICommandHandler<HandOverToken, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: HandOverToken): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: request.body.account,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const authority = await judged.authorityOf(request.caller);
        return {
          decision: handOverToken({ ...request.body, authority }, state),
          authority: judged.as(
            authority.kind === 'service-desk' ? 'service-desk' : 'administrator-authorisation',
          ),
          policy: null,
        };
      },
    });
  }
}
