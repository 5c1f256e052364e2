import { ApiProperty } from '@nestjs/swagger';

const nullableText = (description: string, example: string | null) =>
  ApiProperty({ type: 'string', nullable: true, description, example });

/** A living account with token sign-in that nobody signed in to for long. */
class SilentAccountAnswer {
  @ApiProperty({ example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly id!: string;
  @ApiProperty({ description: 'Id of the organisation.', example: 'board-99901' })
  readonly organisation!: string;
  @ApiProperty({ enum: ['user', 'administrator'], example: 'user' })
  readonly kind!: string;
  @ApiProperty({ format: 'date-time', example: '2025-11-24T20:55:00.000Z' })
  readonly createdAt!: string;
  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'Null where nobody ever signed in.',
    example: null,
  })
  readonly lastSignedInAt!: string | null;
  @nullableText('Username.', 'Drenth99ED')
  readonly username!: string | null;
  @nullableText('Surname.', 'Drenth')
  readonly surname!: string | null;
  @nullableText('Initials.', 'ED')
  readonly initials!: string | null;
  @nullableText('Prefix of the surname.', 'van')
  readonly prefix!: string | null;
}

export class AccountsNotSignedInAnswer {
  @ApiProperty({
    format: 'date-time',
    description: 'Accounts that were silent since before this moment are listed.',
    example: '2026-05-24T19:55:00.000Z',
  })
  readonly before!: string;
  @ApiProperty({ type: [SilentAccountAnswer], description: 'The longest silent first.' })
  readonly accounts!: readonly SilentAccountAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}
