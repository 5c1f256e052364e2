import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { expectedOf, policyForms, type ValueForm } from '#libs/domain/policy/policy-forms';
import { momentForm } from '../audit/audit-query.fields.js';
import { printableText, TextField } from '../fields/text-field.js';

/** JSON Schema of a value, for the documentation. */
export function schemaOf(form: ValueForm): JsonSchema {
  switch (form.type) {
    case 'duration':
      return { type: 'string', pattern: '^PT' };
    case 'period':
      return { type: 'string', pattern: form.unit === 'days' ? '^P[0-9]+D$' : '^P[0-9]+M$' };
    case 'whole number':
      return { type: 'integer', minimum: form.least, maximum: form.most };
    case 'text':
      return { type: 'string', pattern: form.pattern.source, maxLength: form.most };
    case 'list':
      return listOf({ pattern: form.pattern.source }, form.most, form.least);
    case 'opening hours':
      return listOf({ pattern: '^[a-z]+day [0-9:]{5}-[0-9:]{5}$' }, form.most, form.least);
    case 'dates':
      return listOf({ format: 'date' }, form.most);
  }
}

const listOf = (
  items: { readonly pattern: string } | { readonly format: 'date' },
  maxItems: number,
  minItems = 0,
): JsonSchema => ({
  type: 'array',
  items: { type: 'string', ...items },
  minItems,
  maxItems,
  uniqueItems: true,
});

type JsonSchema =
  | { type: 'string'; pattern: string; maxLength?: number }
  | { type: 'integer'; minimum: number; maximum: number }
  | {
      type: 'array';
      items: { type: 'string'; pattern?: string; format?: string };
      minItems: number;
      maxItems: number;
      uniqueItems: true;
    };

/** Policy values by name, as the documentation shows them. */
export const policyValuesSchema = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.entries(policyForms).map(([name, { rule, unit, form }]) => [
      name,
      { ...schemaOf(form), description: `${rule}: ${unit}; ${expectedOf(form)}.` },
    ]),
  ),
} as const;

const text = printableText(200);
const isText = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= text.max && text.pattern.test(value);
const isValue = (value: unknown): boolean =>
  typeof value === 'number' ||
  isText(value) ||
  (Array.isArray(value) && value.length <= 1_000 && value.every(isText));

/** What kind of thing each value is; type and bounds are the domain's (ADM-11). */
const HoldsValues = ValidateBy(
  {
    name: 'holdsValues',
    validator: {
      validate: (values: unknown) =>
        typeof values === 'object' &&
        values !== null &&
        !Array.isArray(values) &&
        Object.keys(values).length <= 100 &&
        Object.entries(values).every(([name, value]) => isText(name) && isValue(value)),
    },
  },
  { message: 'must be an object of numbers, texts and lists of texts by name' },
);

/** ADM-11: policy values from a moment on. */
export class ProposePolicyFields {
  @TextField({
    form: momentForm,
    description: 'In force from this moment, not in the past (RFC 3339, UTC).',
    example: '2040-01-01T00:00:00Z',
    format: 'date-time',
  })
  readonly inForceFrom!: string;
  @ApiProperty({
    ...policyValuesSchema,
    description: 'The values that change, by name.',
    example: { 'activationCode.validFor': 'PT12H' },
  })
  @HoldsValues
  readonly values!: Readonly<Record<string, unknown>>;
}
