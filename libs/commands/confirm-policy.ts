import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { confirmPolicy } from '#libs/domain/policy/confirm-policy';
import { policyStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { policyId } from './judged.js';
import { type Receipt } from './receipt.js';

/** ADM-11: the second of two people. */
export class ConfirmPolicy {
  constructor(readonly request: CommandRequest<{ readonly proposal: string }>) {}
}

@CommandHandler(ConfirmPolicy)
export class ConfirmPolicyHandler implements ICommandHandler<ConfirmPolicy, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: ConfirmPolicy): Promise<Receipt> {
    const { proposal } = request.body;
    return this.commands.runner.run(request, {
      kind: policyStreams,
      id: policyId,
      decide: async ({ state }, now) => ({
        decision: confirmPolicy({ proposal, by: request.caller.id, now: now.toISOString() }, state),
        authority: { basis: 'operator', judged: [] },
        policy: null,
        ...(state.proposals.has(proposal) ? {} : { answer: 'unknown' as const }),
      }),
    });
  }
}
