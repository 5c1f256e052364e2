import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { serialNumberForm } from '#libs/domain/generator/serial-number';
import { type GeneratorProblem, generatorProblems } from '#libs/domain/account/token-events';
import { ReportRequestField, type ReportRequestFields } from '../accounts/desk-request.fields.js';
import { momentForm } from '../audit/audit-query.fields.js';
import { ChoiceField } from '../fields/choice-field.js';
import { FlagField } from '../fields/flag-field.js';
import { MayBeAbsent } from '../fields/may-be-absent.js';
import { TextField, uuidForm } from '../fields/text-field.js';
import { badInput } from '../http/problem.js';

/** TOK-02, ADM-08. */
export class IssueTokenFields {
  @TextField({
    form: serialNumberForm,
    description: 'Serial number of a generator in stock.',
    example: '26-1234567-8',
  })
  readonly serialNumber!: string;
  @TextField({
    form: uuidForm,
    description: 'Account of the administrator who gets it by registered post and hands it over.',
    example: '0195e6a0-0000-7000-8000-000000000001',
    optional: true,
  })
  readonly deliveredTo?: string;
}

/** TOK-01, ADM-08. */
export class HandOverTokenFields {
  @ApiProperty({
    required: false,
    description: 'By courier: the holder proved who they are.',
    example: true,
  })
  @MayBeAbsent()
  @IsBoolean({ message: 'must be true or false' })
  readonly identityProved: boolean = false;
}

/** TOK-03, TOK-07. */
export class ReportTokenProblemFields {
  @ChoiceField(generatorProblems, {
    description: 'What is the matter with it.',
    example: 'lost',
    rule: 'TOK-03',
  })
  readonly problem!: GeneratorProblem;
  @TextField({
    form: momentForm,
    description: 'When it was discovered (RFC 3339, UTC).',
    example: '2026-11-20T08:00:00Z',
    format: 'date-time',
  })
  readonly discoveredAt!: string;
  @TextField({
    form: momentForm,
    description: 'When it was reported to the service desk (RFC 3339, UTC).',
    example: '2026-11-20T09:30:00Z',
    format: 'date-time',
  })
  readonly reportedAt!: string;
  @FlagField('The account is blocked until the replacement is in use.')
  readonly block!: boolean;
  @ReportRequestField()
  readonly request?: ReportRequestFields;
}

/** RFC 3339, UTC, with milliseconds. */
export const momentOf = (text: string): string => new Date(text).toISOString();

/** @throws ProblemException when it is no serial number */
export function serialNumberOf(text: string): string {
  if (!serialNumberForm.pattern.test(text) || text.length > serialNumberForm.max)
    throw badInput([
      { field: 'serialNumber', message: 'must be capitals and digits with hyphens between them' },
    ]);
  return text;
}
