import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { announceMove } from '#libs/domain/organisation/announce-move';
import { type Sector } from '#libs/domain/organisation/organisation';
import { dateOfMove, planId, type PlanState } from '#libs/domain/plan/plan';
import { organisationStreams, planStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { type Receipt } from './receipt.js';

export interface AnnounceMoveBody {
  readonly organisation: string;
}

/** ORG-06: the organisation is told its date as the plans have it at this moment, whichever of them caused it. */
export class AnnounceMove {
  constructor(readonly request: CommandRequest<AnnounceMoveBody>) {}
}

@CommandHandler(AnnounceMove)
export class AnnounceMoveHandler implements ICommandHandler<AnnounceMove, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: AnnounceMove): Promise<Receipt> {
    const { organisation } = request.body;
    return this.commands.runner.run(request, {
      kind: organisationStreams,
      id: organisation,
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const date = await plannedFor(judged, organisation, state.state === 'none' ? [] : state.sectors);
        return { decision: announceMove(date, state), authority: judged.as('move-plan'), policy: null };
      },
    });
  }
}

async function plannedFor(
  judged: Judged,
  organisation: string,
  sectors: readonly Sector[],
): Promise<string | undefined> {
  const own = await judged.fold(planStreams, planId({ organisation }));
  const ofSectors: PlanState[] = [];
  for (const sector of sectors) ofSectors.push((await judged.fold(planStreams, planId({ sector }))).state);
  return dateOfMove(own.state, ofSectors);
}
