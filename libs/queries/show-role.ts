import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller } from '#libs/access/caller';
import { type Role } from '#libs/domain/role/role';
import { roleStreams } from '#libs/domain/streams';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';

/** USR-10: an entry of the role catalogue. */
export class ShowRole {
  constructor(
    readonly caller: Caller,
    readonly code: string,
  ) {}
}

@QueryHandler(ShowRole)
export class ShowRoleHandler implements IQueryHandler<ShowRole, Role> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller, code }: ShowRole): Promise<Role> {
    this.reading.requireMay('show-role', caller);
    const { state } = await this.reading.journal.fold(roleStreams, code);
    if (state === undefined) throw new NotFound();
    return state;
  }
}
