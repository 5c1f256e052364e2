import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../fields/may-be-absent.js';
import { TextField } from '../fields/text-field.js';

/** Which page of a report. */
export class ReportPageFields {
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
    example: 'WyJib2FyZC05OTkwMSJd',
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

/** An open organisation whose users nobody can manage. */
class OrganisationWithoutAdministratorAnswer {
  @ApiProperty({ example: 'board-99902' })
  readonly id!: string;
  @ApiProperty({ example: 'board' })
  readonly type!: string;
  @ApiProperty({ description: 'Public code.', example: '99902' })
  readonly code!: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'Name, where known.', example: null })
  readonly name!: string | null;
  @ApiProperty({ description: 'Living accounts, which keep working.', example: 12 })
  readonly accounts!: number;
}

export class OrganisationsWithoutAdministratorAnswer {
  @ApiProperty({ type: [OrganisationWithoutAdministratorAnswer], description: 'By id.' })
  readonly organisations!: readonly OrganisationWithoutAdministratorAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}
