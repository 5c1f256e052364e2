import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { endSession } from '#libs/domain/session/session';
import { sessionStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface SignOutBody {
  /** Id of the session that the caller is in. */
  readonly session: string;
}

/** §2.3, §3.4: LOG-05. */
export class SignOut {
  constructor(readonly request: CommandRequest<SignOutBody>) {}
}

@CommandHandler(SignOut)
export class SignOutHandler implements ICommandHandler<SignOut, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: SignOut): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: sessionStreams,
      id: request.body.session,
      decide: async ({ state }) => ({
        decision: endSession('signed-out', state),
        authority: { basis: 'session', judged: [] },
        policy: null,
      }),
    });
  }
}
