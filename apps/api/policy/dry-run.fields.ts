import { IntersectionType } from '@nestjs/swagger';
import { type PolicyChanges } from '#libs/domain/policy/policy-values';
import { type AskedDryRun } from '#libs/queries/dry-run/dry-run-of';
import { momentForm } from '../audit/audit-query.fields.js';
import { TextField } from '../fields/text-field.js';
import { ReportPageFields } from '../reports/report.fields.js';
import { PolicyValueField } from './policy-value-field.js';

/** Which dry run. Parameters are named as the policy values are, without dots. */
export class DryRunFields {
  @TextField({
    form: momentForm,
    description: 'From this moment on, not in the past (RFC 3339, UTC); by default now.',
    example: '2039-01-01T00:00:00Z',
    format: 'date-time',
    optional: true,
  })
  readonly from?: string;
  @TextField({
    form: momentForm,
    description:
      'Until right before this moment, at most 366 days from now (RFC 3339, UTC); by default a week later.',
    example: '2039-01-08T00:00:00Z',
    format: 'date-time',
    optional: true,
  })
  readonly until?: string;
  @TextField({
    form: momentForm,
    description:
      'Failures to sign in are counted anew from this moment until now, at most 92 days back (RFC 3339, UTC); by default a week ago.',
    example: '2038-12-25T00:00:00Z',
    format: 'date-time',
    optional: true,
  })
  readonly failuresFrom?: string;
  @PolicyValueField('coupling.lapsesAfter', 'P12M')
  readonly couplingLapsesAfter?: string;
  @PolicyValueField('password.validFor', 'P60D')
  readonly passwordValidFor?: string;
  @PolicyValueField('activationCode.validFor', 'PT12H')
  readonly activationCodeValidFor?: string;
  @PolicyValueField('signIn.lockedFor', 'PT30M')
  readonly signInLockedFor?: string;
  @PolicyValueField('signIn.longNotSignedIn', 'P3M')
  readonly signInLongNotSignedIn?: string;
  @PolicyValueField('signIn.failuresBeforeLock', 3)
  readonly signInFailuresBeforeLock?: number;
  /** Read by `AtPosition`; named here because unknown parameters are refused. */
  @TextField({
    form: { pattern: /^\d{1,19}$/, max: 19 },
    description: 'Wait until the read model has reached this position.',
    example: '42',
    optional: true,
  })
  readonly position?: string;
}

/** Of one kind, which page. */
export class DryRunListFields extends IntersectionType(DryRunFields, ReportPageFields) {}

/** What is asked, with moments to the millisecond. */
export function askedIn(fields: DryRunFields): AskedDryRun {
  const { from, until, failuresFrom } = fields;
  return {
    ...given({ from: exact(from), until: exact(until), failuresFrom: exact(failuresFrom) }),
    changes: given<PolicyChanges>({
      'coupling.lapsesAfter': fields.couplingLapsesAfter,
      'password.validFor': fields.passwordValidFor,
      'activationCode.validFor': fields.activationCodeValidFor,
      'signIn.lockedFor': fields.signInLockedFor,
      'signIn.longNotSignedIn': fields.signInLongNotSignedIn,
      'signIn.failuresBeforeLock': fields.signInFailuresBeforeLock,
    }),
  };
}

const exact = (moment: string | undefined): string | undefined =>
  moment === undefined ? undefined : new Date(moment).toISOString();

const given = <T extends object>(values: { readonly [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
