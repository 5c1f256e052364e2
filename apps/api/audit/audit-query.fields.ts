import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../fields/may-be-absent.js';
import { TextField, uuidForm } from '../fields/text-field.js';
import { organisationForm } from '../accounts/holder-fields.js';

/** RFC 3339 in UTC, to the second or millisecond. */
export const momentForm = { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/, max: 24 };

/** AVG-01: which part of the trail. */
export class AuditQueryFields {
  @TextField({
    form: uuidForm,
    description: 'Only about this account.',
    example: '0195e6a0-0000-7000-8000-000000000001',
    optional: true,
  })
  readonly account?: string;
  @TextField({
    form: organisationForm,
    description: 'Only about this organisation.',
    example: 'board-99901',
    optional: true,
  })
  readonly organisation?: string;
  @TextField({
    form: { pattern: /^[0-9a-z-]+$/, max: 40 },
    description: 'Only by this actor (pseudonym, or name of a process).',
    example: '0195e6a0-0000-7000-8000-000000000001',
    optional: true,
  })
  readonly actor?: string;
  @TextField({
    form: { pattern: /^[A-Z]{3}-\d\d$/, max: 6 },
    description: 'Only by this rule.',
    example: 'ADM-03',
    optional: true,
  })
  readonly rule?: string;
  @TextField({
    form: momentForm,
    description: 'Recorded at or after this moment (RFC 3339, UTC).',
    example: '2026-11-01T00:00:00Z',
    format: 'date-time',
    optional: true,
  })
  readonly from?: string;
  @TextField({
    form: momentForm,
    description: 'Recorded before this moment (RFC 3339, UTC).',
    example: '2026-12-01T00:00:00Z',
    format: 'date-time',
    optional: true,
  })
  readonly until?: string;
  @ApiProperty({ required: false, description: 'Only refusals, or only what was done.', example: false })
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'must be true or false' })
  readonly refused?: boolean;
  @ApiProperty({ required: false, minimum: 1, maximum: 100, default: 25, example: 25 })
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : value,
  )
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be 1 or more' })
  @Max(100, { message: 'must be 100 or less' })
  readonly limit?: number;
  @TextField({
    form: { pattern: /^[A-Za-z0-9_-]+$/, max: 400 },
    description: '`next` of the page before.',
    example: 'MTI',
    optional: true,
  })
  readonly cursor?: string;
  /** Read by `AtPosition`; named here because unknown parameters are refused. */
  @TextField({
    form: { pattern: /^\d{1,19}$/, max: 19 },
    description: 'Wait until the read model has reached this position.',
    example: '42',
    optional: true,
  })
  readonly position?: string;
}
