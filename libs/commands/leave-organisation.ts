import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type BoardForm } from '#libs/domain/board-form';
import { leaveOrganisation } from '#libs/domain/organisation/leave-organisation';
import { organisationStreams } from '#libs/domain/streams';
import { deriveId } from '#libs/journal/ids';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { dateInAmsterdam } from './local-date.js';
import { type Receipt } from './receipt.js';

export interface LeaveOrganisationBody {
  readonly organisation: string;
  readonly form: Omit<BoardForm, 'signatoryId'>;
}

/** §6.3: ORG-05. What follows from it is done by a process that follows the event. */
export class LeaveOrganisation {
  constructor(readonly request: CommandRequest<LeaveOrganisationBody>) {}
}

@CommandHandler(LeaveOrganisation)
export class LeaveOrganisationHandler implements ICommandHandler<LeaveOrganisation, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: LeaveOrganisation): Promise<Receipt> {
    const { organisation, form } = request.body;
    return this.commands.runner.run(request, {
      kind: organisationStreams,
      id: organisation,
      decide: async ({ state }, now) => ({
        decision: leaveOrganisation(
          {
            form: { ...form, signatoryId: deriveId(request.id, 'signatory') },
            today: dateInAmsterdam(now),
          },
          state,
        ),
        authority: { basis: 'board-form', judged: [] },
        policy: null,
        ...(state.state === 'none' ? { answer: 'unknown' as const } : {}),
      }),
    });
  }
}
