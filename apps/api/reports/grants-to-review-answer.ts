import { ApiProperty } from '@nestjs/swagger';
import { kenmerkTypes } from '#libs/domain/role/role';
import { reviewReasons } from '#libs/projections/grants-to-review/list-grants-to-review';
import { grantKinds } from '#libs/projections/grants-to-review/tables';

const nullableText = (description: string, example: string | null) =>
  ApiProperty({ type: 'string', nullable: true, description, example });

class ReviewedKenmerkAnswer {
  @ApiProperty({ enum: kenmerkTypes, example: 'vestiging' })
  readonly type!: string;
  @ApiProperty({ example: '99KG01' })
  readonly value!: string;
}

class ReviewReasonAnswer {
  @ApiProperty({ enum: reviewReasons, example: 'part-closed' })
  readonly reason!: string;
  @ApiProperty({ format: 'date-time', example: '2026-11-01T09:00:00.000Z' })
  readonly since!: string;
}

/** A grant that stays valid, and that somebody has to look at. */
class GrantToReviewAnswer {
  @ApiProperty({ description: 'Whose it is.', example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly account!: string;
  @nullableText('Username.', 'Drenth99ED')
  readonly username!: string | null;
  @nullableText('Surname.', 'Drenth')
  readonly surname!: string | null;
  @nullableText('Initials.', 'ED')
  readonly initials!: string | null;
  @nullableText('Prefix of the surname.', 'van')
  readonly prefix!: string | null;
  @ApiProperty({
    enum: grantKinds,
    description: 'A role that the account holds, or its right to hand one out.',
    example: 'role-grant',
  })
  readonly kind!: string;
  @ApiProperty({ description: 'Id of the organisation where it holds.', example: 'board-99901' })
  readonly organisation!: string;
  @ApiProperty({ description: 'Code of the role.', example: 'medewerker-bekostiging' })
  readonly role!: string;
  @ApiProperty({ type: ReviewedKenmerkAnswer })
  readonly kenmerk!: ReviewedKenmerkAnswer;
  @ApiProperty({
    description: 'Id of the event that granted it.',
    example: '0195e6a0-0000-7000-8000-000000000002',
  })
  readonly event!: string;
  @ApiProperty({ format: 'date-time', example: '2026-02-01T09:00:00.000Z' })
  readonly grantedAt!: string;
  @nullableText('Account of the administrator who granted it; null where it was not one.', null)
  readonly granter!: string | null;
  @ApiProperty({
    type: [ReviewReasonAnswer],
    description: 'At least one, each with the moment it came to be.',
  })
  readonly reasons!: readonly ReviewReasonAnswer[];
}

export class GrantsToReviewAnswer {
  @ApiProperty({ type: [GrantToReviewAnswer], description: 'All of an account together.' })
  readonly grants!: readonly GrantToReviewAnswer[];
  @ApiProperty({ required: false, description: 'Cursor of the next page; absent on the last one.' })
  readonly next?: string;
}
