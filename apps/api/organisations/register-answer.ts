import { ApiProperty } from '@nestjs/swagger';
import { CommandAnswer } from '../http/answer-command.js';

/** What a load found and changed; parts are institutions and locations. */
export class RegisterLoadAnswer {
  @ApiProperty({ example: 'po' })
  readonly sector!: string;
  @ApiProperty({
    description: 'Month that the file is about.',
    type: 'string',
    pattern: '^\\d{4}-\\d{2}$',
    example: '2026-04',
  })
  readonly month!: string;
  @ApiProperty({ example: 3 })
  readonly boards!: number;
  @ApiProperty({ example: 9 })
  readonly institutions!: number;
  @ApiProperty({ example: 12 })
  readonly locations!: number;
  @ApiProperty({ example: 21 })
  readonly opened!: number;
  @ApiProperty({ description: 'Closed, or gone from this sector alone.', example: 0 })
  readonly closed!: number;
  @ApiProperty({ example: 0 })
  readonly renamed!: number;
  @ApiProperty({ example: 0 })
  readonly moved!: number;
  @ApiProperty({ example: 0 })
  readonly handedOver!: number;
}

export class LineFaultAnswer {
  @ApiProperty({ required: false, example: 'POSTCODE' })
  readonly column?: string;
  @ApiProperty({ example: 'Expected a postal code as in 1234 AB.' })
  readonly message!: string;
}

export class RefusedLineAnswer {
  @ApiProperty({ description: 'As an editor counts: the header is line 1.', example: 7 })
  readonly line!: number;
  @ApiProperty({ type: [LineFaultAnswer] })
  readonly faults!: readonly LineFaultAnswer[];
}

export class RegisterFileAnswer extends CommandAnswer {
  @ApiProperty({
    type: RegisterLoadAnswer,
    nullable: true,
    description: 'Null where the file changed nothing.',
  })
  readonly load!: RegisterLoadAnswer | null;
  @ApiProperty({
    description: 'How many events the load recorded: those of the organisations, and the one in `events`.',
    example: 22,
  })
  readonly recordedEvents!: number;
  @ApiProperty({
    type: [RefusedLineAnswer],
    description: 'Lines that break a rule; no other line is lost by them.',
  })
  readonly refusedLines!: readonly RefusedLineAnswer[];
}
