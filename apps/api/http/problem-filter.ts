import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { KeysUnavailable } from '#libs/access/tokens/issuer-keys';
import { CommandIdReused, RevisionChanged, TooMuchContention } from '#libs/commands/failures';
import { LettersUnavailable } from '#libs/correspondence/letter-folder';
import { ArchiveBroken } from '#libs/correspondence/sealed-letters';
import { EventTooLarge, StoreUnavailable } from '#libs/event-store/errors';
import { TooManyPasswords } from '#libs/privacy/password-hashes';
import { BadCursor } from '#libs/projections/engine/cursor';
import {
  BadQuery,
  NotFound,
  QueryForbidden,
  QueryRefused,
  ReadModelBehind,
  ReadModelStopped,
} from '#libs/queries/failures';
import { badInput, ProblemException, problemTypes } from './problem.js';

/** The access log gave it an id. */
type IdentifiedRequest = Request & { readonly id: string };

/** Every failure leaves as a problem document (RFC 9457). What is unexpected tells the caller nothing but its id. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly onUnexpected: (error: unknown, requestId: string) => void) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<IdentifiedRequest>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(thrown);
    if (problem.type === 'internal-error') this.onUnexpected(thrown, request.id);
    sendProblem(problem, request.id, response);
  }
}

/** For what Nest doesn't see: an address outside everything that it serves. */
export const nothingHere = (request: IdentifiedRequest, response: Response): void =>
  sendProblem(nothingAtAddress(), request.id, response);

const nothingAtAddress = () => new ProblemException('not-found', 'There is nothing at this address.');

function sendProblem(
  { type, message, headers, more }: ProblemException,
  requestId: string,
  response: Response,
): void {
  if (response.headersSent) return;
  const { status, title } = problemTypes[type];
  response
    .status(status)
    .set(headers)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:autorisatiebeheer:problem:${type}`,
        title,
        status,
        detail: message,
        instance: `urn:uuid:${requestId}`,
        ...more,
      }),
    );
}

function problemOf(thrown: unknown): ProblemException {
  if (thrown instanceof ProblemException) return thrown;
  if (thrown instanceof NotFound)
    return new ProblemException('not-found', thrown.message, rules(thrown.violation));
  if (thrown instanceof QueryForbidden)
    return new ProblemException('forbidden', thrown.message, rules(thrown.violation));
  if (thrown instanceof QueryRefused)
    return new ProblemException('rule-refused', thrown.message, rules(thrown.violation));
  if (thrown instanceof CommandIdReused)
    return new ProblemException('idempotency-key-reused', thrown.message, { commandId: thrown.commandId });
  if (thrown instanceof RevisionChanged) return new ProblemException('revision-changed', thrown.message);
  if (thrown instanceof ReadModelBehind)
    return new ProblemException('position-not-reached', thrown.message, {}, retryAfter(1));
  if (thrown instanceof TooManyPasswords)
    return new ProblemException('too-many-requests', thrown.message, {}, retryAfter(5));
  if (thrown instanceof BadCursor)
    return badInput([{ field: 'cursor', message: 'must be the `next` of a page before' }]);
  if (thrown instanceof BadQuery) return badInput([{ field: thrown.field, message: thrown.message }]);
  if (thrown instanceof EventTooLarge)
    return new ProblemException('too-large', 'The command is too large to be recorded.');
  if (
    thrown instanceof StoreUnavailable ||
    thrown instanceof TooMuchContention ||
    thrown instanceof KeysUnavailable ||
    thrown instanceof LettersUnavailable
  )
    return new ProblemException('unavailable', 'Send the same request again in a moment.', {}, retryAfter(2));
  if (thrown instanceof ArchiveBroken)
    return new ProblemException('internal-error', `${thrown.message} The operator can do that.`);
  if (thrown instanceof ReadModelStopped) return new ProblemException('unavailable', thrown.message);
  return fromHttp(thrown);
}

/** What Nest and its body parser throw before a handler is reached. */
function fromHttp(thrown: unknown): ProblemException {
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusIn(thrown);
  switch (status) {
    case 404:
      return nothingAtAddress();
    case 405:
      return new ProblemException('method-not-allowed', 'This method is not known here.');
    case 413:
      return new ProblemException('too-large', 'A body may have at most 256 KiB, a register file 16 MiB.');
    case 415:
      return badInput([{ field: 'Content-Type', message: 'must be in UTF-8, plain or compressed by gzip' }]);
    case 400:
      if (isAboutAddress(thrown))
        return badInput([{ field: 'address', message: 'must be percent-encoded UTF-8' }]);
      return badInput([{ field: 'body', message: 'must be well-formed JSON in UTF-8' }]);
    default:
      return new ProblemException(
        'internal-error',
        'It was recorded with the id of this request; nothing was done.',
      );
  }
}

/** Express's own words; Nest keeps only them of its URIError. */
const isAboutAddress = (thrown: unknown): boolean =>
  thrown instanceof Error && thrown.message.startsWith('Failed to decode param');

const statusIn = (thrown: unknown): number | undefined =>
  typeof thrown === 'object' && thrown !== null && 'status' in thrown && typeof thrown.status === 'number'
    ? thrown.status
    : undefined;

const rules = (violation: NotFound['violation']) =>
  violation === undefined ? {} : { rule: violation.rule, violations: [violation] };

const retryAfter = (seconds: number) => ({ 'Retry-After': String(seconds) });
