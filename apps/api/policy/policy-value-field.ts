import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { expectedOf, fits, policyForms } from '#libs/domain/policy/policy-forms';
import { type PolicyName } from '#libs/domain/policy/policy-values';
import { MayBeAbsent } from '../fields/may-be-absent.js';
import { schemaOf } from './propose-policy.fields.js';

/** A policy value as a query parameter, by the type and bounds that a proposal of it keeps (ADM-11). */
export function PolicyValueField(name: PolicyName, example: string | number): PropertyDecorator {
  const { rule, unit, form } = policyForms[name];
  return applyDecorators(
    ApiProperty({
      ...schemaOf(form),
      required: false,
      description: `As if \`${name}\` had been this. ${rule}: ${unit}; ${expectedOf(form)}.`,
      example,
    }),
    MayBeAbsent(),
    Transform(({ value }: { value: unknown }) =>
      form.type === 'whole number' && typeof value === 'string' && /^\d{1,6}$/.test(value)
        ? Number(value)
        : value,
    ),
    ValidateBy(
      { name: 'isPolicyValue', validator: { validate: (value) => fits(form, value) } },
      { message: `must be ${expectedOf(form)}` },
    ),
  );
}
