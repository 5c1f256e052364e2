import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordMailBounce, type RecordMailBounce as Recording } from '#libs/domain/mail/record-mail-bounce';
import { mailStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { type Receipt } from './receipt.js';

export interface RecordMailBounceBody extends Recording {
  /** Id that the notification names. */
  readonly mail: string;
}

/** ACT-06: what the operator's mail application got back. */
export class RecordMailBounce {
  constructor(readonly request: CommandRequest<RecordMailBounceBody>) {}
}

@CommandHandler(RecordMailBounce)
export class RecordMailBounceHandler implements ICommandHandler<RecordMailBounce, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: RecordMailBounce): Promise<Receipt> {
    const { mail, ...bounce } = request.body;
    return this.commands.runner.run(request, {
      kind: mailStreams,
      id: mail,
      decide: async ({ state }) => ({
        decision: recordMailBounce(bounce, state),
        authority: { basis: request.caller.kind, judged: [] },
        policy: null,
        ...(state === undefined ? { answer: 'unknown' as const } : {}),
      }),
    });
  }
}
