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
import { invalidToken } from '#libs/access/tokens/bearer-tokens';
import { Sessions } from '#libs/commands/sessions';
import { Installation } from '#libs/installation/installation';
import { ruleOf } from '../sessions/password-change-rule.js';
import { tokenInCookie } from '../sessions/session-cookie.js';
import { badInput, ProblemException } from './problem.js';

const sessionIsOver = invalidToken('The session is over, or there never was one; sign in.');

const open = 'open-to-everybody';

/** For what anybody may read: documentation and health. */
export const OpenToEverybody = () => SetMetadata(open, true);

const ownQuery = 'reads-its-own-query';

/** For operations that read their query parameters as a whole; elsewhere `position` is the only one. */
export const ReadsItsOwnQuery = () => SetMetadata(ownQuery, true);

const beforeChange = 'allowed-before-password-change';

/** For the few things that somebody may do who must change their password first (PWD-06, PWD-07). */
export const AllowedBeforePasswordChange = () => SetMetadata(beforeChange, true);

type AuthenticatedRequest = Request & { caller?: Caller };

/** Finds out who calls, from a bearer token, or from a session: as bearer token or as cookie. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly installation: Installation,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.isMarked(context, open)) return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const caller = await this.callerOf(request);
    request.caller = caller;
    if (!this.isMarked(context, beforeChange)) requirePasswordChanged(caller);
    this.requireKnownQuery(context, request);
    return true;
  }

  private async callerOf(request: Request): Promise<Caller> {
    const { tokens, commands } = this.installation;
    const session = sessionToken(request);
    const caller =
      session === undefined
        ? await tokens.callerOf(request.headers.authorization, commands.outside.now())
        : ((await commands.sessions.callerOf(session)) ?? sessionIsOver);
    if ('refused' in caller)
      throw new ProblemException(
        'unauthenticated',
        caller.refused,
        {},
        { 'WWW-Authenticate': caller.challenge },
      );
    return caller;
  }

  private isMarked = (context: ExecutionContext, mark: string): boolean =>
    this.reflector.get<boolean | undefined>(mark, context.getHandler()) === true;

  private requireKnownQuery(context: ExecutionContext, { query }: Request): void {
    if (this.isMarked(context, ownQuery)) return;
    const unknown = Object.keys(query).some((name) => name !== 'position');
    if (unknown)
      throw badInput([{ field: 'query', message: 'may hold `position` and no other parameter here' }]);
  }
}

/** In the header `Authorization`, or where there is none in the cookie. */
function sessionToken(request: Request): string | undefined {
  const { authorization } = request.headers;
  if (authorization === undefined) return tokenInCookie(request);
  const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  return bearer !== undefined && Sessions.isToken(bearer) ? bearer : undefined;
}

/** PWD-06, PWD-07. @throws ProblemException */
function requirePasswordChanged({ session }: Caller): void {
  if (session?.mustChangePassword === undefined) return;
  const rule = ruleOf(session.mustChangePassword);
  const message = 'Change your password first.';
  throw new ProblemException('rule-refused', message, { rule, violations: [{ rule, message }] });
}

/** The caller that the guard found. */
export function callerOf(context: ExecutionContext): Caller {
  const { caller } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (caller === undefined) throw new ProblemException('unauthenticated', 'Send a bearer token.');
  return caller;
}

export const From = createParamDecorator((_data: unknown, context: ExecutionContext): Caller =>
  callerOf(context),
);
