import { type BoardForm, receivedAfter } from '../board-form.js';
import { type Calendar } from '../policy/period.js';
import { type Policy } from '../policy/policy.js';
import { type RuleId, type Violation } from '../rules.js';
import { type IdentityCheck } from './identity-checks.js';
import { isOpen, type LocalTime, nextOpening } from './opening-hours.js';

/** How a request reaches the service desk. */
export const requestWays = ['telephone', 'e-mail', 'form'] as const;
export type RequestWay = (typeof requestWays)[number];

/** ADM-12: a request as it came in. */
export type DeskRequest = CalledOrMailed | { readonly way: 'form'; readonly form: BoardForm };

export interface CalledOrMailed {
  readonly way: 'telephone' | 'e-mail';
  /** When the telephone was answered, or the mail came in. RFC 3339, UTC with milliseconds. */
  readonly receivedAt: string;
  readonly identityCheckedBy?: IdentityCheck;
}

/** What is asked: by which rule, and in which ways that may be done. */
export interface Asked {
  readonly rule: RuleId;
  readonly ways: readonly RequestWay[];
  /** What stops access (loss, theft, a block) is taken at any hour. A report is judged by its own moments (TOK-07, EHK-06). */
  readonly taken: 'within-opening-hours' | 'at-any-hour' | 'as-reported';
  /** The one check of who calls that counts, where policy has it; by default each that policy has. */
  readonly checkOfCallers?: IdentityCheck;
}

/** What requests are judged by. */
export interface DeskPractice {
  /** What held at the moment of the request. */
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly localTime: LocalTime;
  /** RFC 3339, UTC with milliseconds. */
  readonly now: string;
}

/** ADM-12: what is wrong with how the request came in. */
export function judgeDeskRequest(
  asked: Asked,
  request: DeskRequest | undefined,
  practice: DeskPractice,
): Violation[] {
  if (request === undefined) return [requestMissing];
  const violations = wayViolations(asked, request);
  return request.way === 'form'
    ? [...violations, ...formViolations(request.form, practice)]
    : [
        ...violations,
        ...identityViolations(asked, request, practice),
        ...momentViolations(asked, request, practice),
        ...hoursViolations(asked, request, practice),
      ];
}

const requestMissing: Violation = {
  rule: 'ADM-12',
  field: 'request',
  message: 'The service desk acts on a request; say how it came in.',
};

const wayViolations = ({ rule, ways }: Asked, { way }: DeskRequest): Violation[] =>
  ways.includes(way)
    ? []
    : [{ rule, field: 'request.way', message: `This is asked by ${ways.join(' or ')}, not in this way.` }];

const formViolations = (form: BoardForm, { localTime, now }: DeskPractice): Violation[] =>
  receivedAfter(localTime(now).date, form, 'ADM-12').map((violation) => ({
    ...violation,
    field: 'request.form.dateReceived',
  }));

function identityViolations(
  { checkOfCallers }: Asked,
  { way, identityCheckedBy }: CalledOrMailed,
  { policy }: DeskPractice,
): Violation[] {
  const counts =
    way === 'e-mail'
      ? policy['serviceDesk.checksOfMailers']
      : policy['serviceDesk.checksOfCallers'].filter((one) => one === (checkOfCallers ?? one));
  return identityCheckedBy !== undefined && counts.includes(identityCheckedBy)
    ? []
    : [
        {
          rule: 'ADM-12',
          field: 'request.identityCheckedBy',
          message:
            counts.length === 0
              ? 'Policy has no check of who asks for this in this way; it is asked on a form.'
              : `Who asks is checked first, by ${counts.join(' or ')}.`,
        },
      ];
}

function momentViolations(
  { taken }: Asked,
  { receivedAt }: CalledOrMailed,
  { policy, calendar, now }: DeskPractice,
): Violation[] {
  if (taken === 'as-reported') return [];
  const field = 'request.receivedAt';
  if (receivedAt > now)
    return [{ rule: 'ADM-12', field, message: 'The request cannot have come in later than now.' }];
  const within = policy['serviceDesk.recordedWithin'];
  return receivedAt >= calendar.before(now, within)
    ? []
    : [
        {
          rule: 'ADM-12',
          field,
          message: `A request is recorded within ${within}; this one is older and has to be made again.`,
        },
      ];
}

/** Mail waits until the desk opens; a telephone is answered while it is open. */
function hoursViolations(
  { taken }: Asked,
  { way, receivedAt }: CalledOrMailed,
  { policy, localTime }: DeskPractice,
): Violation[] {
  const hours = { week: policy['serviceDesk.openingHours'], closedOn: policy['serviceDesk.closedOn'] };
  const called = localTime(receivedAt);
  if (taken !== 'within-opening-hours' || way !== 'telephone' || isOpen(hours, called)) return [];
  const next = nextOpening(hours, called);
  const again = next === undefined ? '' : ` It opens again on ${next.date} at ${next.time}.`;
  return [
    {
      rule: 'ADM-12',
      field: 'request.receivedAt',
      message: `By telephone this is taken within opening hours only (Dutch time).${again}`,
    },
  ];
}
