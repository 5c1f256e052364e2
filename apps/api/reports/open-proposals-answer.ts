import { ApiProperty } from '@nestjs/swagger';

class WhoProposedAnswer {
  @ApiProperty({ description: 'Pseudonym.', example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly id!: string;
  @ApiProperty({ description: 'Name on record, else the pseudonym.', example: 'S. de Desk' })
  readonly name!: string;
}

/** What one person proposed and waits for another (ADM-11). */
class OpenProposalAnswer {
  @ApiProperty({ enum: ['administrator', 'policy'], example: 'administrator' })
  readonly kind!: string;
  @ApiProperty({
    description: 'Of an administrator the id of the account to be, of policy that of the proposal.',
    example: '0195e6a0-0000-7000-8000-000000000001',
  })
  readonly id!: string;
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Of an administrator: where.',
    example: 'board-99901',
  })
  readonly organisation!: string | null;
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Of policy: from when it would hold.',
    example: null,
  })
  readonly inForceFrom!: string | null;
  @ApiProperty({ description: 'Who proposed it, and can’t confirm it.' })
  readonly proposedBy!: WhoProposedAnswer;
  @ApiProperty({ format: 'date-time', example: '2026-11-23T09:00:00.000Z' })
  readonly proposedAt!: string;
}

export class OpenProposalsAnswer {
  @ApiProperty({ type: [OpenProposalAnswer], description: 'What waited longest first.' })
  readonly proposals!: readonly OpenProposalAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}
