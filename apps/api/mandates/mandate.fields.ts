import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsString, Matches, MaxLength } from 'class-validator';
import { BoardFormFields } from '../accounts/appoint-administrator.fields.js';
import { organisationForm, roleCodeForm } from '../accounts/holder-fields.js';
import { ObjectField } from '../fields/list-field.js';
import { TextField } from '../fields/text-field.js';
import { CommandAnswer } from '../http/answer-command.js';

/** ADM-05: who lets whom act for it, in which roles. */
export class GiveMandateFields {
  @TextField({
    form: organisationForm,
    description: 'Id of the organisation that gives the mandate.',
    example: 'board-99902',
  })
  readonly givingOrganisation!: string;
  @TextField({
    form: organisationForm,
    description: 'Id of the organisation that may act for it.',
    example: 'board-99901',
  })
  readonly receivingOrganisation!: string;
  @ApiProperty({
    isArray: true,
    type: 'string',
    maxItems: 200,
    description: 'Codes of the roles that the form names.',
    example: ['medewerker-bekostiging'],
  })
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(200, { message: 'must have at most 200 elements' })
  @IsString({ each: true, message: 'must hold texts only' })
  @MaxLength(roleCodeForm.max, { each: true, message: 'must hold codes of roles' })
  @Matches(roleCodeForm.pattern, { each: true, message: 'must hold codes of roles' })
  readonly roles!: string[];
  @ObjectField(() => BoardFormFields, 'The written form of the organisation that gives the mandate.')
  readonly form!: BoardFormFields;
}

/** ADM-05. */
export class EndMandateFields {
  @ObjectField(() => BoardFormFields, 'The written form that ends the mandate.')
  readonly form!: BoardFormFields;
}

/** What one organisation mandates to another. */
export class MandateAnswer {
  @ApiProperty({ description: 'Id of the mandate.', example: '0195e6a0-0000-5000-8000-000000000001' })
  readonly id!: string;
  @ApiProperty({ example: 'board-99902' })
  readonly givingOrganisation!: string;
  @ApiProperty({ example: 'board-99901' })
  readonly receivingOrganisation!: string;
  @ApiProperty({ enum: ['in-force', 'ended'], example: 'in-force' })
  readonly state!: 'in-force' | 'ended';
  @ApiProperty({
    isArray: true,
    type: 'string',
    description: 'Roles that it names now.',
    example: ['medewerker-bekostiging'],
  })
  readonly roles!: readonly string[];
}

export class MandateGivenAnswer extends CommandAnswer {
  @ApiProperty({
    description: 'Id of the mandate, the same for the same two organisations.',
    example: '0195e6a0-0000-5000-8000-000000000001',
  })
  readonly mandate!: string;
}
