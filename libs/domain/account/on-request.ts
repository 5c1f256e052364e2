import { inEvent } from '../board-form.js';
import { event } from '../catalogue.js';
import { decided, type Decision, type Violation } from '../rules.js';
import {
  type Asked,
  type DeskPractice,
  type DeskRequest,
  judgeDeskRequest,
} from '../service-desk/desk-request.js';
import { type Authority } from './authority.js';
import { type AccountEvent } from './events.js';
import { formReceived, requestReceived } from './request-events.js';

/** A request to the service desk, and what it is judged by. */
export interface OnRequest extends DeskPractice {
  /** Absent where nobody said how it came in, and where somebody acts for themselves. */
  readonly request?: DeskRequest;
}

const byAll = ['telephone', 'e-mail', 'form'] as const;
const byTelephoneOrForm = ['telephone', 'form'] as const;

/** What the service desk does to accounts on request, and how it may be asked. The manual: §1.2, §2.4, §3.5, §4.8. */
const asked = {
  // A check that leans on what is to be changed is none.
  'contact-data': {
    rule: 'USR-08',
    ways: byTelephoneOrForm,
    taken: 'within-opening-hours',
    checkOfCallers: 'called-back',
  },
  'username-letter': { rule: 'USR-09', ways: byAll, taken: 'within-opening-hours' },
  'new-password': { rule: 'PWD-10', ways: byAll, taken: 'within-opening-hours' },
  'activation-code': { rule: 'ADM-09', ways: byTelephoneOrForm, taken: 'within-opening-hours' },
  conversion: { rule: 'CNV-01', ways: byTelephoneOrForm, taken: 'within-opening-hours' },
  decoupling: { rule: 'EHK-07', ways: byTelephoneOrForm, taken: 'within-opening-hours' },
  'means-problem': { rule: 'EHK-06', ways: byAll, taken: 'as-reported' },
  'token-problem': { rule: 'TOK-03', ways: byAll, taken: 'as-reported' },
  block: { rule: 'USR-07', ways: byAll, taken: 'at-any-hour' },
  'lifted-block': { rule: 'USR-07', ways: byTelephoneOrForm, taken: 'within-opening-hours' },
} as const satisfies Record<string, Asked>;

/** ADM-12: the service desk acts on a request; nobody else does. */
export const onRequestViolations = (
  what: keyof typeof asked,
  { kind }: Authority,
  { request, ...practice }: OnRequest,
): Violation[] => {
  if (kind === 'service-desk') return judgeDeskRequest(asked[what], request, practice);
  return request === undefined ? [] : [notTheDesk];
};

const notTheDesk: Violation = {
  rule: 'ADM-12',
  field: 'request',
  message: 'Only the service desk acts on requests; leave this out.',
};

/** USR-06: a request that changes nothing is not recorded. */
export const answering = (onRequest: OnRequest, events: readonly AccountEvent[]): Decision<AccountEvent> =>
  decided(...(events.length > 0 ? received(onRequest) : []), ...events);

/** ADM-12: goes before the events that answer the request, where there are any (USR-06). */
export function received({ request }: OnRequest): AccountEvent[] {
  if (request === undefined) return [];
  if (request.way === 'form') return [event(formReceived, inEvent(request.form), 'ADM-12')];
  const { way, receivedAt, identityCheckedBy } = request;
  // Without a check it was refused (ADM-12).
  return identityCheckedBy === undefined
    ? []
    : [event(requestReceived, { way, receivedAt, identityCheckedBy }, 'ADM-12')];
}
