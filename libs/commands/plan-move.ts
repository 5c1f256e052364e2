import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isOpen } from '#libs/domain/organisation/state';
import { type Mover, planId } from '#libs/domain/plan/plan';
import { dropMove, planMove } from '#libs/domain/plan/plan-move';
import { organisationStreams, planStreams } from '#libs/domain/streams';
import { type CommandRequest } from './command-request.js';
import { Commands } from './commands.js';
import { Judged } from './judged.js';
import { dateInAmsterdam } from './local-date.js';
import { type Receipt } from './receipt.js';

/** Date: calendar date in Europe/Amsterdam. */
export type PlanMoveBody = Mover & { readonly date: string };

/** ORG-06. Who it concerns is told by a process that follows the event. */
export class PlanMove {
  constructor(readonly request: CommandRequest<PlanMoveBody>) {}
}

@CommandHandler(PlanMove)
export class PlanMoveHandler implements ICommandHandler<PlanMove, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: PlanMove): Promise<Receipt> {
    const mover = moverIn(request.body);
    const { date } = request.body;
    return this.commands.runner.run(request, {
      kind: planStreams,
      id: planId(mover),
      decide: async ({ state }, now) => {
        const judged = new Judged(this.commands.journal, now);
        const open =
          mover.organisation === undefined ||
          isOpen((await judged.fold(organisationStreams, mover.organisation)).state);
        return {
          decision: planMove({ mover, date, today: dateInAmsterdam(now), open }, state),
          authority: judged.as('operator'),
          policy: null,
        };
      },
    });
  }
}

/** ORG-06: what was planned is dropped. */
export class DropMove {
  constructor(readonly request: CommandRequest<Mover>) {}
}

@CommandHandler(DropMove)
export class DropMoveHandler implements ICommandHandler<DropMove, Receipt> {
  constructor(private readonly commands: Commands) {}

  execute({ request }: DropMove): Promise<Receipt> {
    const mover = moverIn(request.body);
    return this.commands.runner.run(request, {
      kind: planStreams,
      id: planId(mover),
      decide: async ({ state }) => ({
        decision: dropMove(mover, state),
        authority: { basis: 'operator', judged: [] },
        policy: null,
      }),
    });
  }
}

const moverIn = ({ sector, organisation }: Mover): Mover =>
  sector === undefined ? { organisation } : { sector };
