import { ApiProperty } from '@nestjs/swagger';
import { blockReasons } from '#libs/domain/account/events';
import { KenmerkFields } from './holder-fields.js';

const nullableText = (description: string, example: string) =>
  ApiProperty({ type: 'string', nullable: true, description, example });

export class AddressAnswer {
  @ApiProperty({ required: false, example: 'Kempkensberg' })
  readonly street?: string;
  @ApiProperty({ required: false, example: '12-D' })
  readonly houseNumber?: string;
  @ApiProperty({ required: false, example: '9722 TB' })
  readonly postalCode?: string;
  @ApiProperty({ required: false, example: 'GRONINGEN' })
  readonly city?: string;
}

/** An organisation part as it stands in the register. */
export class PartAnswer {
  @ApiProperty({ example: '99KG' })
  readonly id!: string;
  @ApiProperty({ enum: ['institution', 'location'], example: 'institution' })
  readonly type!: string;
  @ApiProperty({ example: 'DUO Test College' })
  readonly name!: string;
  @ApiProperty({ type: AddressAnswer, nullable: true })
  readonly visitingAddress!: AddressAnswer | null;
  @ApiProperty({ type: AddressAnswer, nullable: true })
  readonly postalAddress!: AddressAnswer | null;
  @ApiProperty({ description: 'Organisation that has it.', example: 'board-99901' })
  readonly organisation!: string;
  @nullableText('Name of that organisation, where known.', 'Stichting Voorbeeld')
  readonly board!: string | null;
  @ApiProperty({ enum: ['open', 'closed', 'handed-over'], example: 'open' })
  readonly standing!: string;
}

export class AccountOrganisationAnswer {
  @ApiProperty({ example: 'board-99901' })
  readonly id!: string;
  @nullableText('Public code.', '99901')
  readonly code!: string | null;
  @nullableText('Name, where known.', 'Stichting Voorbeeld')
  readonly name!: string | null;
}

export class ActivationCodeAnswer {
  @ApiProperty({ enum: ['none', 'waiting', 'mailed', 'failed', 'void', 'expired'], example: 'mailed' })
  readonly state!: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, example: '2026-11-24T20:55:00.000Z' })
  readonly expiresAt!: string | null;
}

export class HeldRoleAnswer {
  @ApiProperty({ example: 'medewerker-bekostiging' })
  readonly role!: string;
  @ApiProperty({ type: [KenmerkFields] })
  readonly kenmerken!: readonly KenmerkFields[];
}

/** USR-01. What is absent, or erased, is null. */
export class AccountAnswer {
  @ApiProperty({ example: '0195e6a0-0000-7000-8000-000000000001' })
  readonly id!: string;
  @ApiProperty({ type: AccountOrganisationAnswer })
  readonly organisation!: AccountOrganisationAnswer;
  @ApiProperty({ enum: ['user', 'administrator'], example: 'user' })
  readonly kind!: string;
  @ApiProperty({
    enum: ['living', 'ended'],
    description: 'Ended accounts are shown, and not found by searching.',
    example: 'living',
  })
  readonly state!: string;
  @ApiProperty({ enum: ['token', 'eherkenning'], example: 'eherkenning' })
  readonly signInMethod!: string;
  @nullableText('Username.', '067wtvpm')
  readonly username!: string | null;
  @nullableText('Surname.', 'Groningen')
  readonly surname!: string | null;
  @nullableText('Initials.', 'SR')
  readonly initials!: string | null;
  @nullableText('Prefix of the surname.', 'van')
  readonly prefix!: string | null;
  @nullableText('Telephone number.', '0612345678')
  readonly telephone!: string | null;
  @nullableText('E-mail address.', 'sr.groningen@voorbeeldschool.nl')
  readonly emailAddress!: string | null;
  @nullableText('Function.', 'Administratief medewerker')
  readonly function!: string | null;
  @ApiProperty({ description: 'Whether a means is coupled.', example: false })
  readonly coupled!: boolean;
  @ApiProperty({
    description: 'Whether the account is on its way from token to eHerkenning.',
    example: false,
  })
  readonly converting!: boolean;
  @ApiProperty({
    description: 'Whether it is of an administration office’s staff, who needn’t be converted.',
    example: false,
  })
  readonly officeStaff!: boolean;
  @ApiProperty({
    enum: [...blockReasons],
    nullable: true,
    description: 'What the service desk has the account blocked for.',
    example: 'on-request',
  })
  readonly blocked!: string | null;
  @ApiProperty({ type: ActivationCodeAnswer })
  readonly activationCode!: ActivationCodeAnswer;
  @ApiProperty({ type: [HeldRoleAnswer] })
  readonly roles!: readonly HeldRoleAnswer[];
  @ApiProperty({ type: [PartAnswer], description: 'Organisation parts that the kenmerken point at.' })
  readonly parts!: readonly PartAnswer[];
  @ApiProperty({ description: 'Revision of the last event; also the ETag.', example: 2 })
  readonly revision!: number;
  @ApiProperty({ description: 'Position of the last event.', example: '42' })
  readonly position!: string;
}

export class AccountPageAnswer {
  @ApiProperty({ type: [AccountAnswer] })
  readonly accounts!: readonly AccountAnswer[];
  @ApiProperty({
    required: false,
    description: 'Cursor of the next page; absent on the last.',
    example: 'MDE5NWU2YTA',
  })
  readonly next?: string;
}
