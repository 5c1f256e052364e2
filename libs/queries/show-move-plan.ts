import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { listMoves, type MovesAsked, type PlannedMovePage } from '#libs/projections/move-plan/list-moves';
import { movePlan } from '#libs/projections/move-plan/move-plan';
import { Reading } from './reading.js';

/** ORG-06. */
export class ShowMovePlan {
  constructor(
    readonly caller: Caller,
    readonly asked: MovesAsked,
    readonly position: bigint | undefined,
  ) {}
}

@QueryHandler(ShowMovePlan)
export class ShowMovePlanHandler implements IQueryHandler<ShowMovePlan, PlannedMovePage> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, asked, position }: ShowMovePlan): Promise<PlannedMovePage> {
    this.reading.requireMay('show-move-plan', caller);
    return listMoves(await this.reading.model(movePlan.name, position), asked);
  }
}
