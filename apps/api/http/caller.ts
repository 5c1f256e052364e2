import {
  createParamDecorator,
  type CanActivate,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Request } from 'express';
import { type Caller } from '#libs/access/caller';
import { Installation } from '#libs/installation/installation';
import { badInput, ProblemException } from './problem.js';

const open = 'open-to-everybody';

/** For what anybody may read: documentation and health. */
export const OpenToEverybody = () => SetMetadata(open, true);

const ownQuery = 'reads-its-own-query';

/** For operations that read their query parameters as a whole; elsewhere `position` is the only one. */
export const ReadsItsOwnQuery = () => SetMetadata(ownQuery, true);

type AuthenticatedRequest = Request & { caller?: Caller };

/** Finds out who calls, from the bearer token alone. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly installation: Installation,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.get<boolean | undefined>(open, context.getHandler()) === true) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { tokens, commands } = this.installation;
    const caller = await tokens.callerOf(request.headers.authorization, commands.outside.now());
    if ('refused' in caller)
      throw new ProblemException(
        'unauthenticated',
        caller.refused,
        {},
        { 'WWW-Authenticate': caller.challenge },
      );
    request.caller = caller;
    this.requireKnownQuery(context, request);
    return true;
  }

  private requireKnownQuery(context: ExecutionContext, { query }: Request): void {
    if (this.reflector.get<boolean | undefined>(ownQuery, context.getHandler()) === true) return;
    const unknown = Object.keys(query).some((name) => name !== 'position');
    if (unknown)
      throw badInput([{ field: 'query', message: 'may hold `position` and no other parameter here' }]);
  }
}

/** The caller that the guard found. */
export const From = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (caller === undefined) throw new ProblemException('unauthenticated', 'Send a bearer token.');
  return caller;
});
