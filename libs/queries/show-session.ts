import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type Caller, type CallerSession } from '#libs/access/caller';
import { NotFound } from './failures.js';
import { Reading } from './reading.js';

/** LOG-06: what the session that the caller is in may do and see. */
export class ShowSession {
  constructor(readonly caller: Caller) {}
}

@QueryHandler(ShowSession)
export class ShowSessionHandler implements IQueryHandler<ShowSession, CallerSession> {
  constructor(private readonly reading: Reading) {}

  async execute({ caller }: ShowSession): Promise<CallerSession> {
    this.reading.requireMay('show-session', caller);
    if (caller.session === undefined)
      throw new NotFound({ rule: 'LOG-06', message: 'You are in no session; sign in first.' });
    return caller.session;
  }
}
