import { ApiProperty } from '@nestjs/swagger';
import { dryRunValues } from '#libs/queries/dry-run/asked';
import { dryRunKinds } from '#libs/queries/dry-run/kinds';
import { policyValuesSchema } from './propose-policy.fields.js';

const dryRunValuesSchema = {
  ...policyValuesSchema,
  properties: Object.fromEntries(
    Object.entries(policyValuesSchema.properties).filter(([name]) =>
      dryRunValues.some((one) => one === name),
    ),
  ),
};
const moment = { format: 'date-time', example: '2026-12-01T09:30:00.000Z' } as const;
const nullableText = (description: string, example: string) =>
  ApiProperty({ type: 'string', nullable: true, description, example });

class ChangedCountAnswer {
  @ApiProperty({ description: 'In the window by the changed values.', example: 340 })
  readonly number!: number;
  @ApiProperty({ description: 'Of these, those that aren’t by what stands in history.', example: 328 })
  readonly more!: number;
  @ApiProperty({ description: 'Those that are by what stands in history only.', example: 0 })
  readonly fewer!: number;
  @ApiProperty({
    description:
      'By history in the window or after it; by the changed values it would have been before `from` already.',
    example: 4210,
  })
  readonly before!: number;
}

class DryRunKindAnswer {
  @ApiProperty({ enum: dryRunKinds, example: 'coupling-lapses' })
  readonly kind!: string;
  @ApiProperty({ description: 'The rule.', example: 'EHK-05' })
  readonly rule!: string;
  @ApiProperty({
    enum: ['at-once', 'for-what-starts-later'],
    description: 'Of whom changed values would hold, once they are confirmed and in force.',
    example: 'for-what-starts-later',
  })
  readonly changeHolds!: string;
  @ApiProperty({ ...moment, description: 'First moment of the window.' })
  readonly from!: string;
  @ApiProperty({ ...moment, description: 'First moment after the window.' })
  readonly until!: string;
  @ApiProperty({
    ...dryRunValuesSchema,
    description: 'The values in force at `from` that have a say in it.',
    example: { 'coupling.lapsesAfter': 'P18M' },
  })
  readonly values!: object;
  @ApiProperty({
    ...dryRunValuesSchema,
    description: 'The values that were asked about.',
    example: { 'coupling.lapsesAfter': 'P12M' },
  })
  readonly changedValues!: object;
  @ApiProperty({ description: 'How many in the window, by what stands in history.', example: 12 })
  readonly inForce!: number;
  @ApiProperty({ required: false, description: 'Absent where no other value was asked about.' })
  readonly changed?: ChangedCountAnswer;
}

export class DryRunAnswer {
  @ApiProperty({ description: 'Version of the policy in force at `from`.', example: '1' })
  readonly policy!: string;
  @ApiProperty({ type: [DryRunKindAnswer] })
  readonly kinds!: readonly DryRunKindAnswer[];
}

class DryRunOutcomeAnswer {
  @ApiProperty({ description: 'Id of the account.', example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly account!: string;
  @nullableText('Id of the organisation; null where the account has ended since.', 'board-99901')
  readonly organisation!: string | null;
  @ApiProperty({ ...moment, description: 'When it would be so.' })
  readonly at!: string;
  @ApiProperty({
    ...moment,
    type: 'string',
    nullable: true,
    description: 'When it is so by what stands in history; null where it isn’t.',
  })
  readonly inForceAt!: string | null;
  @ApiProperty({ ...moment, description: 'From when on it is counted.' })
  readonly since!: string;
  @ApiProperty({
    description: 'Id of the event that it comes from.',
    example: '0195e6a0-0000-7000-8000-000000000003',
  })
  readonly event!: string;
  @ApiProperty({
    description: 'The event’s stream.',
    example: 'account-0195e6a0-0000-7000-8000-000000000001',
  })
  readonly stream!: string;
  @ApiProperty({ description: 'The event’s place in the stream.', example: 3 })
  readonly revision!: number;
  @nullableText('Username; for the service desk.', 'Drenth99ED')
  readonly username!: string | null;
  @nullableText('Surname; for the service desk.', 'Drenth')
  readonly surname!: string | null;
  @nullableText('Initials; for the service desk.', 'ED')
  readonly initials!: string | null;
  @nullableText('Prefix of the surname; for the service desk.', 'van')
  readonly prefix!: string | null;
}

export class DryRunPageAnswer {
  @ApiProperty({
    type: [DryRunOutcomeAnswer],
    description: 'What comes soonest first; under a changed value what has stood longest first.',
  })
  readonly outcomes!: readonly DryRunOutcomeAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}
