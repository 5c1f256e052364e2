import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, Matches, Max, MaxLength, Min } from 'class-validator';
import { serialNumberForm } from '#libs/domain/generator/serial-number';
import { type DifferenceKind, differenceKinds } from '#libs/projections/custody/tables';
import { momentForm } from '../audit/audit-query.fields.js';
import { MayBeAbsent } from '../fields/may-be-absent.js';
import { printableText, TextField } from '../fields/text-field.js';
import { ReportPageFields } from '../reports/report.fields.js';

/** More than a cupboard holds; what fits in a body of 256 KiB. */
const mostCounted = 10_000;

const SerialNumbers = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: [String],
      maxItems: mostCounted,
      description: 'Serial numbers of all generators that lay there, each once.',
      example: ['26-1234567-8'],
    }),
    IsArray({ message: 'must be a list' }),
    ArrayMaxSize(mostCounted, { message: `must have at most ${mostCounted} elements` }),
    MaxLength(serialNumberForm.max, {
      each: true,
      message: `must have at most ${serialNumberForm.max} characters each`,
    }),
    Matches(serialNumberForm.pattern, {
      each: true,
      message: 'must hold serial numbers only: capitals and digits with hyphens between them',
    }),
  );

/** TOK-10. */
export class CountStockFields {
  @TextField({
    form: momentForm,
    description: 'When it was counted (RFC 3339, UTC).',
    example: '2026-11-20T16:00:00Z',
    format: 'date-time',
  })
  readonly countedAt!: string;
  @TextField({
    form: printableText(40),
    description: 'Reference of the report that the two people signed who counted',
    example: 'T-2026-04',
  })
  readonly report!: string;
  @SerialNumbers()
  readonly serialNumbers!: readonly string[];
}

/** Which differences. */
export class StockDifferencesFields extends ReportPageFields {
  @ApiProperty({ required: false, minimum: 1, description: 'Only of this count.', example: 1 })
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value,
  )
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be 1 or more' })
  @Max(999_999_999, { message: 'must be 999999999 or less' })
  readonly count?: number;
  @ApiProperty({ required: false, description: 'Also those that are settled.', example: false })
  @MayBeAbsent()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'must be true or false' })
  readonly settled: boolean = false;
}

class StockCountAnswer {
  @ApiProperty({ example: 1 })
  readonly number!: number;
  @ApiProperty({ format: 'date-time', example: '2026-11-20T16:00:00.000Z' })
  readonly countedAt!: string;
  @ApiProperty({ format: 'date-time', example: '2026-11-20T16:40:00.000Z' })
  readonly recordedAt!: string;
  @ApiProperty({ example: 'T-2026-04' })
  readonly report!: string;
  @ApiProperty({ description: 'How many lay there.', example: 120 })
  readonly counted!: number;
  @ApiProperty({ description: 'In stock by the ledger, and not counted.', example: 1 })
  readonly missing!: number;
  @ApiProperty({ description: 'Counted, and not in stock by the ledger.', example: 0 })
  readonly unexpected!: number;
  @ApiProperty({ description: 'Differences that nothing has settled yet.', example: 1 })
  readonly open!: number;
}

export class StockCountsAnswer {
  @ApiProperty({ type: [StockCountAnswer], description: 'Newest first.' })
  readonly counts!: readonly StockCountAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}

const nullable = { type: 'string', nullable: true } as const;

class StockDifferenceAnswer {
  @ApiProperty({ description: 'Number of the count.', example: 1 })
  readonly count!: number;
  @ApiProperty({ example: '26-1234567-8' })
  readonly serialNumber!: string;
  @ApiProperty({ enum: differenceKinds, example: 'missing' })
  readonly difference!: DifferenceKind;
  @ApiProperty({
    ...nullable,
    description: 'What the ledger said at that moment; null where it knew none.',
    example: 'in-stock',
  })
  readonly state!: string | null;
  @ApiProperty({ ...nullable, example: 'stock' })
  readonly place!: string | null;
  @ApiProperty({
    ...nullable,
    format: 'uuid',
    description: 'Account that it was meant for or held by.',
    example: null,
  })
  readonly holder!: string | null;
  @ApiProperty({
    ...nullable,
    format: 'uuid',
    description: 'Id of the event that settled it; null while it is open.',
    example: null,
  })
  readonly settledBy!: string | null;
  @ApiProperty({ ...nullable, description: 'Type of that event.', example: null })
  readonly settledType!: string | null;
  @ApiProperty({ ...nullable, format: 'date-time', example: null })
  readonly settledAt!: string | null;
}

export class StockDifferencesAnswer {
  @ApiProperty({ type: [StockDifferenceAnswer], description: 'By count and serial number.' })
  readonly differences!: readonly StockDifferenceAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}
