import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { MayBeAbsent } from '../fields/may-be-absent.js';
import { printableText, TextField } from '../fields/text-field.js';
import { organisationForm } from './holder-fields.js';

/** USR-01. In a body, not in the address: what is typed is personal data. */
export class SearchAccountsFields {
  @TextField({
    form: printableText(200),
    description:
      'Words, each the beginning of a word of name, e-mail address, username, organisation part or function.',
    example: 'gron',
    optional: true,
  })
  readonly words?: string;
  @TextField({
    form: organisationForm,
    description: 'Narrows to one organisation.',
    example: 'board-99901',
    optional: true,
  })
  readonly organisation?: string;
  @ApiProperty({ required: false, minimum: 1, maximum: 100, default: 25, example: 25 })
  @MayBeAbsent()
  @IsInt({ message: 'must be a whole number' })
  @Min(1, { message: 'must be 1 or more' })
  @Max(100, { message: 'must be 100 or less' })
  readonly limit?: number;
  @TextField({
    form: { pattern: /^[A-Za-z0-9_-]+$/, max: 400 },
    description: '`next` of the page before.',
    example: 'MDE5NWU2YTA',
    optional: true,
  })
  readonly cursor?: string;
}
