import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { stepDown } from '#libs/domain/account/step-down';
import { type BoardForm } from '#libs/domain/board-form';
import { accountStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { dateInAmsterdam } from './local-date.js';
import { type Receipt } from './receipt.js';

export interface StepDownBody {
  readonly account: string;
  readonly form: Omit<BoardForm, 'signatoryId'>;
  readonly staysOnAsUser: boolean;
}

/** §6.2: ADM-06. */
export class StepDown {
  constructor(readonly request: CommandRequest<StepDownBody>) {}
}

@CommandHandler(StepDown)
export class StepDownHandler implements ICommandHandler<StepDown, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: StepDown): Promise<Receipt> {
    const { account, form, staysOnAsUser } = request.body;
    return this.commands.runner.run(request, {
      kind: accountStreams,
      id: account,
      decide: async ({ state }, now) => ({
        decision: stepDown(
          {
            form: { ...form, signatoryId: deriveId(request.id, 'signatory') },
            staysOnAsUser,
            today: dateInAmsterdam(now),
            now: now.toISOString(),
          },
          state,
        ),
        authority: new Judged(this.commands.journal, now).as('board-form'),
        policy: null,
      }),
    });
  }
}
