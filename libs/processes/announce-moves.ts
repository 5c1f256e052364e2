import { type CommandBus } from '@nestjs/cqrs';
import { AnnounceMove } from '#libs/commands/announce-move';
import { type Commands } from '#libs/commands/commands';
import { type Receipt } from '#libs/commands/receipt';
import { type OrganisationEvent } from '#libs/domain/organisation/events';
import { type PlanEvent } from '#libs/domain/plan/events';
import { type Mover } from '#libs/domain/plan/plan';
import { idOf } from '#libs/domain/streams';
import { type RecordedEvent } from '#libs/journal/journal';
import { type Process } from './engine/process.js';
import { inTurn } from './in-turn.js';
import { type PlannedMoves } from './planned-moves.js';
import { causedBy } from './process-caller.js';

const name = 'announce-moves';

type Taken = OrganisationEvent | PlanEvent;

/**
 * ORG-06: whoever a plan covers is told, also who comes later: an organisation that is registered, opened again, or joins
 * or leaves a sector; and where it is dropped, that nothing holds any more. After a crash it begins again: who was told under the same command id is found told.
 */
export const announceMoves = (moves: PlannedMoves, commands: Commands, commandBus: CommandBus): Process => {
  const announce = (cause: RecordedEvent, organisation: string): Promise<Receipt> =>
    commandBus.execute(
      new AnnounceMove(commands.request(causedBy(name, cause, 'announce-move', { organisation }))),
    );
  const announceTo = async (cause: RecordedEvent, organisations: readonly string[]): Promise<void> => {
    await inTurn(organisations, (organisation) => announce(cause, organisation));
  };
  const covered = (organisations: readonly string[]): readonly string[] =>
    organisations.filter((organisation) => moves.covers(organisation));

  return {
    name,
    takes: new Set<Taken['type']>([
      'organisation.registered',
      'organisation.sector-joined',
      'organisation.sector-left',
      'organisation.reopened',
      'plan.move-planned',
      'plan.move-dropped',
    ]),
    handle: async (recorded) => {
      const { type, data } = recorded.event as Taken;
      const id = idOf(recorded.envelope.stream);
      if (type === 'organisation.registered') moves.join(id, data.sectors);
      if (type === 'organisation.sector-joined') moves.join(id, [data.sector]);
      if (type === 'organisation.sector-left') {
        moves.leave(id, data.sector);
        // What it was told may no longer hold.
        return announceTo(recorded, [id]);
      }
      if (type !== 'plan.move-planned' && type !== 'plan.move-dropped')
        return announceTo(recorded, covered([id]));
      const mover = data as Mover;
      if (type === 'plan.move-planned') moves.plan(mover);
      else moves.drop(mover);
      // Whom a dropped plan covered has another date now, or none: either is to be told.
      const concerned = moves.organisationsOf(mover);
      return announceTo(recorded, type === 'plan.move-planned' ? covered(concerned) : concerned);
    },
  };
};
