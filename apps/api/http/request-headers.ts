import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Request } from 'express';
import { uuidForm } from '../fields/text-field.js';
import { badInput } from './problem.js';

/** What the headers of a command say. */
export interface CommandHeaders {
  readonly idempotencyKey: string;
  readonly seenRevision?: number;
}

/** `Idempotency-Key` and `If-Match` (RFC 9110 13.1.1), read once. @throws ProblemException when one isn't right */
export function commandHeaders(context: ExecutionContext): CommandHeaders {
  const request = context.switchToHttp().getRequest<Request>();
  const idempotencyKey = request.header('Idempotency-Key');
  if (idempotencyKey === undefined || !uuidForm.pattern.test(idempotencyKey))
    throw badInput([
      {
        field: 'Idempotency-Key',
        message: 'must be a header with a UUID, new for every command, the same when it is sent again',
      },
    ]);
  const ifMatch = request.header('If-Match');
  if (ifMatch === undefined) return { idempotencyKey: idempotencyKey.toLowerCase() };
  const revision = /^"(\d{1,9})"$/.exec(ifMatch)?.[1];
  if (revision === undefined)
    throw badInput([
      { field: 'If-Match', message: 'must be the ETag that the account was read with, as in "3"' },
    ]);
  return { idempotencyKey: idempotencyKey.toLowerCase(), seenRevision: Number(revision) };
}

/** Query parameter `position`: what the answer must have seen (architecture 8). */
export const AtPosition = createParamDecorator(
  (_data: unknown, context: ExecutionContext): bigint | undefined => {
    const { position } = context.switchToHttp().getRequest<Request>().query;
    if (position === undefined) return undefined;
    if (typeof position !== 'string' || !/^\d{1,19}$/.test(position))
      throw badInput([{ field: 'position', message: 'must be a position that a command was answered with' }]);
    return BigInt(position);
  },
);
