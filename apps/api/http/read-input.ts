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
  requireObject(input, name);
  requireModest(input);
  const unreadable = unreadableParts(input, '');
  if (unreadable.length > 0) throw badInput(unreadable);
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

/** Values in a body: three times what the largest command of 256 KiB that can be right has. */
const mostValues = 25_000;

/** Checking each of a hundred thousand values would hold up everybody else. */
function requireModest(input: object): void {
  const waiting: unknown[] = [input];
  for (let values = 0; waiting.length > 0; values += 1) {
    if (values > mostValues)
      throw badInput([{ field: 'body', message: `must hold at most ${mostValues} values` }]);
    const value = waiting.pop();
    if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) waiting.push(part);
  }
}

/** Objects and lists in each other; the deepest command has four. */
const deepest = 8;

/** What class-transformer passes over or stumbles on: names of Object's own (`__proto__`, `constructor`), endless nesting. */
function unreadableParts(value: unknown, path: string, depth = 0): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  if (depth === deepest) return [{ field: path, message: 'is nested too deeply' }];
  return Object.entries(value).flatMap(([name, part]) => {
    const field = pathOf(path, name, Array.isArray(value));
    return !Array.isArray(value) && name in Object.prototype
      ? [{ field, message: unknownField }]
      : unreadableParts(part, field, depth + 1);
  });
}

/** For a command that its address says all of. @throws ProblemException when the body isn't `{}` */
export function requireNoFields(input: unknown): void {
  requireObject(input, 'body');
  const fields = Object.keys(input);
  if (fields.length > 0)
    throw badInput(fields.map((field) => ({ field: shown(field), message: unknownField })));
}

const unknownField = 'is not a field that is known here';

function requireObject(input: unknown, name: string): asserts input is object {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw badInput([{ field: name, message: 'must be an object' }]);
}

function fieldErrors(
  { property, constraints = {}, contexts = {}, children = [] }: ValidationError,
  parent: string,
): FieldError[] {
  const field = pathOf(parent, property, /^\d+$/.test(property));
  const own = Object.entries(constraints).map(([kind, message]) => ({
    field,
    message: kind === 'whitelistValidation' ? unknownField : message,
    ...ruleIn(contexts[kind]),
  }));
  return [...own, ...children.flatMap((child) => fieldErrors(child, field))];
}

/** As the field's declaration has it. */
function ruleIn(context: unknown): { readonly rule?: string } {
  const { rule } = (context ?? {}) as { readonly rule?: string };
  return rule === undefined ? {} : { rule };
}

const pathOf = (parent: string, name: string, inList: boolean): string => {
  if (inList) return `${parent}[${name}]`;
  return parent === '' ? shown(name) : `${parent}.${shown(name)}`;
};

/** A field name that was made up by the sender is shown only as far as it can be printed. */
const shown = (property: string): string => property.slice(0, 50).replace(/[^\w-]/g, '?');
