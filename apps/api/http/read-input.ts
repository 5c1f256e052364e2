import { type Type as Class } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { badInput, type FieldError } from './problem.js';

/**
 * Reads what came from outside, once, into the class that says what is right.
 *
 * @throws ProblemException with every field that is wrong
 */
export function readInput<T extends object>(form: Class<T>, input: unknown, name = 'body'): T {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw badInput([{ field: name, message: 'must be an object' }]);
  if (Object.hasOwn(input, '__proto__'))
    throw badInput([{ field: '__proto__', message: 'is not a field that is known here' }]);
  const read = plainToInstance(form, input, { exposeDefaultValues: true });
  const errors = validateSync(read, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: true,
  });
  if (errors.length > 0) throw badInput(errors.flatMap((error) => fieldErrors(error, '')));
  return read;
}

function fieldErrors(
  { property, constraints = {}, children = [] }: ValidationError,
  parent: string,
): FieldError[] {
  const field = /^\d+$/.test(property)
    ? `${parent}[${property}]`
    : parent === ''
      ? shown(property)
      : `${parent}.${shown(property)}`;
  const own = Object.entries(constraints).map(([kind, message]) => ({
    field,
    message: kind === 'whitelistValidation' ? 'is not a field that is known here' : message,
  }));
  return [...own, ...children.flatMap((child) => fieldErrors(child, field))];
}

/** A field name that was made up by the sender is shown only as far as it can be printed. */
const shown = (property: string): string => property.slice(0, 50).replace(/[^\w-]/g, '?');
