import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayUnique, IsArray, IsString, Matches, MaxLength } from 'class-validator';
import { type KenmerkType, kenmerkTypes } from '#libs/domain/role/role';
import { ChoiceField } from '../fields/choice-field.js';
import { FlagField } from '../fields/flag-field.js';
import { dateForm, printableText, TextField } from '../fields/text-field.js';
import { SectorsField } from '../organisations/sectors-field.js';
import { roleCodeForm } from '../accounts/holder-fields.js';

/** USR-10: an entry of the role catalogue. */
export class DefineRoleFields {
  @TextField({
    form: roleCodeForm,
    description: 'Code: lower case letters, digits and hyphens.',
    example: 'medewerker-bekostiging',
  })
  readonly code!: string;
  @TextField({
    form: printableText(100),
    description: 'Name that people see.',
    example: 'Medewerker bekostiging',
  })
  readonly name!: string;
  @TextField({
    form: printableText(500),
    description: 'What the role is for.',
    example: 'Bekijkt en verwerkt bekostigingsgegevens.',
  })
  readonly explanation!: string;
  @ChoiceField(kenmerkTypes, {
    description: 'Type of kenmerk that it asks for.',
    example: 'BRIN',
    rule: 'USR-10',
  })
  readonly kenmerkType!: KenmerkType;
  @SectorsField('Sectors that it is for.', ['po', 'vo'])
  readonly sectors!: string[];
  @ApiProperty({
    type: [String],
    required: false,
    description: 'Codes of roles that may not be held beside it.',
    example: ['inspecteur'],
  })
  @IsArray({ message: 'must be a list' })
  @ArrayMaxSize(100, { message: 'must have at most 100 elements' })
  @ArrayUnique({ message: 'must name each role once' })
  @IsString({ each: true, message: 'must hold only codes of roles' })
  @MaxLength(roleCodeForm.max, { each: true, message: 'must hold only codes of roles' })
  @Matches(roleCodeForm.pattern, { each: true, message: 'must hold only codes of roles' })
  readonly incompatibleWith: string[] = [];
  @FlagField('Who may hand it out may not hold it.', { optional: true })
  readonly keptFromGranters: boolean = false;
  @TextField({
    form: dateForm,
    description: 'First day in force, Dutch calendar.',
    example: '2026-01-01',
    format: 'date',
  })
  readonly inForceFrom!: string;
  @TextField({
    form: dateForm,
    description: 'First day no longer in force, Dutch calendar.',
    example: '2030-01-01',
    format: 'date',
    optional: true,
  })
  readonly inForceUntil?: string;
}
