import { ValidateBy, type ValidationArguments, type ValidationOptions } from 'class-validator';

/**
 * The message for a variable that is wrong: its name, what it is, and what would be right, in one line.
 *
 * @param right as in `sqlite or eventstoredb`
 */
export const mustBe = (right: string): ValidationOptions => ({
  message: ({ property, value }: ValidationArguments) =>
    value === undefined
      ? `${property} is missing. Give ${right}.`
      : `${property} is ${shown(value)}. Give ${right}.`,
});

/** The same for a variable whose value must never be seen in a log. */
export const secretMustBe = (right: string): ValidationOptions => ({
  message: ({ property, value }: ValidationArguments) =>
    value === undefined
      ? `${property} is missing. Give ${right}.`
      : `${property} is not right (its value is not shown here). Give ${right}.`,
});

/** The message for a variable that is right by itself, but not beside the others. */
export const conflict = (problem: string): ValidationOptions => ({
  message: ({ property }: ValidationArguments) => `${property} ${problem}`,
});

const longestShown = 60;
const shown = (value: unknown): string => JSON.stringify(String(value).slice(0, longestShown));

/** A variable must satisfy a condition that class-validator has no decorator for, perhaps beside other variables. */
export const Satisfies = <T extends object>(
  name: string,
  isRight: (value: unknown, all: T) => boolean,
  options: ValidationOptions,
): PropertyDecorator =>
  ValidateBy(
    { name, validator: { validate: (value: unknown, args) => isRight(value, args?.object as T) } },
    options,
  );
