import { type MeansProblem, meansProblems } from '#libs/domain/account/coupling-events';
import { ReportRequestField, type ReportRequestFields } from '../accounts/desk-request.fields.js';
import { momentForm } from '../audit/audit-query.fields.js';
import { ChoiceField } from '../fields/choice-field.js';
import { TextField } from '../fields/text-field.js';

/** §3.5, EHK-06. */
export class ReportMeansProblemFields {
  @ChoiceField(meansProblems, {
    description: 'What is the matter with the means.',
    example: 'lost',
    rule: 'EHK-06',
  })
  readonly problem!: MeansProblem;
  @TextField({
    form: momentForm,
    description: 'When it was discovered (RFC 3339, UTC).',
    example: '2026-11-20T07:30:00Z',
    format: 'date-time',
  })
  readonly discoveredAt!: string;
  @TextField({
    form: momentForm,
    description: 'When it was reported to the service desk, not later than now (RFC 3339, UTC).',
    example: '2026-11-20T09:00:00Z',
    format: 'date-time',
  })
  readonly reportedAt!: string;
  @ReportRequestField()
  readonly request?: ReportRequestFields;
}
