import { ApiProperty } from '@nestjs/swagger';

export class ActorAnswer {
  @ApiProperty({ example: 'person' })
  readonly kind!: string;
  @ApiProperty({ description: 'Pseudonym.', example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly id!: string;
  @ApiProperty({ description: 'Name on record.', example: 'ED van Drenth' })
  readonly name!: string;
  @ApiProperty({
    required: false,
    nullable: true,
    type: 'string',
    description: 'Application that acted for the actor.',
    example: 'portal',
  })
  readonly via?: string | null;
}

export class JudgedAnswer {
  @ApiProperty({ example: 'policy-versions' })
  readonly stream!: string;
  @ApiProperty({ example: 0 })
  readonly revision!: number;
}

export class AuthorityAnswer {
  @ApiProperty({ example: 'administrator-authorisation' })
  readonly basis!: string;
  @ApiProperty({ type: [JudgedAnswer] })
  readonly judged!: readonly JudgedAnswer[];
}

export class CommandReferenceAnswer {
  @ApiProperty({ example: '0195e6a0-0000-7000-8000-000000000002' })
  readonly id!: string;
  @ApiProperty({ example: 'create-user' })
  readonly name!: string;
}

class Told {
  @ApiProperty({ example: '0195e6a0-0000-7000-8000-000000000003' })
  readonly id!: string;
  @ApiProperty({ example: 'account.user-created.v1' })
  readonly type!: string;
  @ApiProperty({ example: 'account-0195e6a0-0000-7000-8000-000000000001' })
  readonly stream!: string;
  @ApiProperty({ example: 0 })
  readonly revision!: number;
  @ApiProperty({ example: '42' })
  readonly position!: string;
  @ApiProperty({ format: 'date-time', description: 'Time of record.', example: '2026-11-23T20:55:23.000Z' })
  readonly time!: string;
  @ApiProperty({ type: ActorAnswer })
  readonly actor!: ActorAnswer;
  @ApiProperty({ type: CommandReferenceAnswer })
  readonly command!: CommandReferenceAnswer;
  @ApiProperty({ example: '0195e6a0-0000-7000-8000-000000000002' })
  readonly correlation!: string;
  @ApiProperty({ example: '0195e6a0-0000-7000-8000-000000000002' })
  readonly causation!: string;
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Policy version that it was judged by.',
    example: '1',
  })
  readonly policy!: string | null;
  @ApiProperty({ example: 'SR Groningen is als gebruiker aangemaakt.' })
  readonly nl!: string;
  @ApiProperty({ example: 'User SR Groningen was created.' })
  readonly en!: string;
}

/** An event of an account, with what it was judged by and its place in the chain. */
export class HistoryEventAnswer extends Told {
  @ApiProperty({ type: AuthorityAnswer })
  readonly authority!: AuthorityAnswer;
  @ApiProperty({ type: 'string', nullable: true, example: 'USR-02' })
  readonly rule!: string | null;
  @ApiProperty({
    description: 'SHA-256 of the stored bytes.',
    example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  })
  readonly hash!: string;
  @ApiProperty({
    type: 'string',
    nullable: true,
    description: 'Hash of the event before it in the stream.',
    example: null,
  })
  readonly previous!: string | null;
}

/** AVG-01. */
export class AuditEntryAnswer extends Told {
  @ApiProperty({ type: 'string', nullable: true, example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly account!: string | null;
  @ApiProperty({ type: 'string', nullable: true, example: 'board-99901' })
  readonly organisation!: string | null;
  @ApiProperty({ example: 'administrator-authorisation' })
  readonly basis!: string;
  @ApiProperty({ example: 'http' })
  readonly channel!: string;
  @ApiProperty({ type: [String], example: ['USR-02'] })
  readonly rules!: readonly string[];
  @ApiProperty({ description: 'Whether it is a refusal.', example: false })
  readonly refused!: boolean;
}

export class AuditPageAnswer {
  @ApiProperty({ type: [AuditEntryAnswer] })
  readonly entries!: readonly AuditEntryAnswer[];
  @ApiProperty({
    required: false,
    description: 'Cursor of the next page; absent on the last.',
    example: 'MTI',
  })
  readonly next?: string;
}
