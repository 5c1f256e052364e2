import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsString, Matches, MaxLength, MinLength, ValidateBy } from 'class-validator';
import { DateTime } from 'luxon';
import { MayBeAbsent, MayBeNull } from './may-be-absent.js';

export interface TextForm {
  readonly pattern: RegExp;
  /** Characters. */
  readonly max: number;
}

export interface TextFieldOptions {
  readonly form: TextForm;
  readonly description: string;
  readonly example: string;
  readonly optional?: boolean;
  /** `null` says: nothing any more. */
  readonly nullable?: boolean;
  /** What is right, for the error message; by default the description. */
  readonly expected?: string;
  /** JSON Schema format, as in `date`. */
  readonly format?: string;
}

/** A text of an alphabet and a length, brought to Unicode's composed form (NFC); one declaration for check and documentation. */
export function TextField({
  form,
  description,
  example,
  optional = false,
  nullable = false,
  expected = description.replace(/\.$/, ''),
  format,
}: TextFieldOptions): PropertyDecorator {
  const documentation: ApiPropertyOptions = {
    type: 'string',
    description,
    example,
    required: !optional,
    ...(nullable ? { nullable } : {}),
    maxLength: form.max,
    // With the flag u a pattern says something else to who reads it without.
    ...(form.pattern.unicode ? {} : { pattern: form.pattern.source }),
    ...(format === undefined ? {} : { format }),
  };
  return applyDecorators(
    ApiProperty(documentation),
    ...(nullable ? [MayBeNull()] : []),
    ...(optional && !nullable ? [MayBeAbsent()] : []),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' ? value.normalize('NFC') : value,
    ),
    IsString({ message: `must be a text: ${expected}` }),
    MinLength(1, { message: `must not be empty: ${expected}` }),
    MaxLength(form.max, { message: `must have at most ${form.max} characters` }),
    Matches(form.pattern, { message: `has characters or a form that is not allowed; right is: ${expected}` }),
    ...(format === 'date' || format === 'date-time' ? [IsInCalendar] : []),
  );
}

/** 31 February has the form of a date. */
const IsInCalendar = ValidateBy(
  {
    name: 'isInCalendar',
    validator: { validate: (value) => typeof value === 'string' && DateTime.fromISO(value).isValid },
  },
  { message: 'must be in the calendar' },
);

/**
 * Printable text of any script: no control, format (bidi, zero-width) or private characters, no lone surrogates, and
 * not U+FFFD, which stands where bytes were no UTF-8. Not blank, and nothing that is shown as nothing (`DI`).
 */
export const printableText = (max: number): TextForm => ({
  pattern: /^(?!.*[\uFFFD\p{DI}])(?=.*[^ ])[\p{L}\p{M}\p{N}\p{P}\p{S} ]+$/u,
  max,
});

/** RFC 9562, any version, lower or upper case. */
export const uuidForm: TextForm = {
  pattern: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$/,
  max: 36,
};

/** Calendar date in Europe/Amsterdam (RFC 3339 full-date). */
export const dateForm: TextForm = { pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, max: 10 };
