import { type AskedBody, type OnFormBody, type ReportedBody } from '#libs/commands/asked';
import { type RequestWay, requestWays } from '#libs/domain/service-desk/desk-request';
import { type IdentityCheck, identityChecks } from '#libs/domain/service-desk/identity-checks';
import { momentForm } from '../audit/audit-query.fields.js';
import { ChoiceField } from '../fields/choice-field.js';
import { ObjectField } from '../fields/list-field.js';
import { TextField } from '../fields/text-field.js';
import { badInput } from '../http/problem.js';
import { readInput } from '../http/read-input.js';
import { BoardFormFields } from './appoint-administrator.fields.js';

const way = ChoiceField(requestWays, { description: 'How the request came in.', example: 'telephone' });
const checkedBy = ChoiceField(identityChecks, {
  description:
    'By telephone or e-mail: what was done to know who was asking. Which ways count is policy (ADM-12).',
  example: 'called-back',
  optional: true,
});
const form = ObjectField(() => BoardFormFields, 'The form that it came in on.', { optional: true });

/** ADM-12: how a request reached the service desk. */
export class DeskRequestFields {
  @way
  readonly way!: RequestWay;
  @TextField({
    form: momentForm,
    description: 'By telephone or e-mail: when it came in (RFC 3339, UTC).',
    example: '2026-11-20T09:00:00Z',
    format: 'date-time',
    optional: true,
  })
  readonly receivedAt?: string;
  @checkedBy
  readonly identityCheckedBy?: IdentityCheck;
  @form
  readonly form?: BoardFormFields;
}

/** ADM-12: of a report of loss or theft, whose moment is that of the report. */
export class ReportRequestFields {
  @way
  readonly way!: RequestWay;
  @checkedBy
  readonly identityCheckedBy?: IdentityCheck;
  @form
  readonly form?: BoardFormFields;
}

/** The part of a body that says how the request came in. */
export const RequestField = (): PropertyDecorator =>
  ObjectField(() => DeskRequestFields, 'For the service desk: how the request came in (ADM-12).', {
    optional: true,
  });

export const ReportRequestField = (): PropertyDecorator =>
  ObjectField(() => ReportRequestFields, 'How the report came in (ADM-12).', { optional: true });

/** A command that needs nothing but its address, and from the service desk how it was asked for. */
export class OnRequestFields {
  @RequestField()
  readonly request?: DeskRequestFields;
}

/** @throws ProblemException when the body isn't as `OnRequestFields` says */
export const requestIn = (body: unknown): { readonly request?: AskedBody } =>
  askedIn(readInput(OnRequestFields, body));

/** As `askedIn`, of a report. */
export function reportedIn({ request }: { readonly request?: ReportRequestFields }): {
  readonly request?: ReportedBody;
} {
  if (request === undefined) return {};
  const { way, identityCheckedBy } = request;
  if (way === 'form') return { request: onForm(request) };
  requireAbsent({ form: request.form }, 'belongs to a report on a form');
  return { request: { way, ...(identityCheckedBy === undefined ? {} : { identityCheckedBy }) } };
}

/** Plain values, as the domain takes them. @throws ProblemException where something else belongs to another way */
export const askedIn = ({ request }: OnRequestFields): { readonly request?: AskedBody } =>
  request === undefined
    ? {}
    : { request: request.way === 'form' ? onForm(request) : calledOrMailed(request) };

function onForm({ form, receivedAt, identityCheckedBy }: DeskRequestFields): OnFormBody {
  requireAbsent({ receivedAt, identityCheckedBy }, 'belongs to a request by telephone or e-mail');
  if (form === undefined) throw badInput([{ field: 'request.form', message: 'must be an object' }]);
  const { reference, dateReceived, signatory } = form;
  return { way: 'form', form: { reference, dateReceived, signatory } };
}

function calledOrMailed({ way, form, receivedAt, identityCheckedBy }: DeskRequestFields): AskedBody {
  requireAbsent({ form }, 'belongs to a request on a form');
  if (receivedAt === undefined)
    throw badInput([{ field: 'request.receivedAt', message: 'must be the moment at which it came in' }]);
  return {
    way: way === 'e-mail' ? 'e-mail' : 'telephone',
    receivedAt: new Date(receivedAt).toISOString(),
    ...(identityCheckedBy === undefined ? {} : { identityCheckedBy }),
  };
}

function requireAbsent(fields: Readonly<Record<string, unknown>>, message: string): void {
  const strange = Object.keys(fields).filter((name) => fields[name] !== undefined);
  if (strange.length > 0) throw badInput(strange.map((name) => ({ field: `request.${name}`, message })));
}
