import { ApiProperty } from '@nestjs/swagger';
import { AddressAnswer, PartAnswer } from '../accounts/account-answer.js';

/** ORG-01: public register data. */
export class OrganisationAnswer {
  @ApiProperty({ example: 'board-99901' })
  readonly id!: string;
  @ApiProperty({ example: 'board' })
  readonly type!: string;
  @ApiProperty({ example: '99901' })
  readonly code!: string;
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Name, where known.',
    example: 'Stichting Voorbeeld',
  })
  readonly name!: string | null;
  @ApiProperty({ type: AddressAnswer, nullable: true })
  readonly visitingAddress!: AddressAnswer | null;
  @ApiProperty({ type: AddressAnswer, nullable: true })
  readonly postalAddress!: AddressAnswer | null;
  @ApiProperty({ type: [String], example: ['po'] })
  readonly sectors!: readonly string[];
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Of a municipality: the RMC region that it lies in, where known.',
    example: null,
  })
  readonly rmcRegion!: string | null;
  @ApiProperty({ enum: ['open', 'closed', 'left'], example: 'open' })
  readonly state!: string;
  @ApiProperty({ type: [PartAnswer] })
  readonly parts!: readonly PartAnswer[];
}
