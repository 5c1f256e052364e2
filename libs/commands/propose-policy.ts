import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { proposePolicy } from '#libs/domain/policy/propose-policy';
import { policyStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { policyId } from './judged.js';
import { type Receipt } from './receipt.js';

export interface ProposePolicyBody {
  /** RFC 3339 in UTC with milliseconds. */
  readonly inForceFrom: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** ADM-11: the first of two people. */
export class ProposePolicy {
  constructor(readonly request: CommandRequest<ProposePolicyBody>) {}
}

/** The id of the proposal that a command makes. */
export const proposalOf = (commandId: string): string => deriveId(commandId, 'policy proposal');

@CommandHandler(ProposePolicy)
export class ProposePolicyHandler implements ICommandHandler<ProposePolicy, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: ProposePolicy): Promise<Receipt> {
    return this.commands.runner.run(request, {
      kind: policyStreams,
      id: policyId,
      decide: async ({ state }, now) => ({
        decision: proposePolicy(
          {
            ...request.body,
            proposal: proposalOf(request.id),
            by: request.caller.id,
            now: now.toISOString(),
          },
          state,
        ),
        authority: { basis: 'operator', judged: [] },
        policy: null,
      }),
    });
  }
}
