import { event } from '../catalogue.js';
import { type CalledOrMailed, type DeskPractice } from '../service-desk/desk-request.js';
import { now, policy } from './account.test-data.js';
import { type Authority } from './authority.js';
import { type OnRequest } from './on-request.js';
import { requestReceived } from './request-events.js';

/** Requests to the service desk that are in order, on a Monday morning (ADM-12). */

/** 10:00 on the Monday of `now`, Dutch time. */
export const mondayMorning = now;
/** 10:00 on the Saturday before. */
export const saturday = '2026-11-21T09:00:00.000Z';

/** In winter, one hour ahead of UTC. */
const localTime = (moment: string) => {
  const local = new Date(Date.parse(moment) + 3_600_000).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
};

const days = (moment: string, period: string, sign: number): string => {
  const [, number] = /^P(\d+)D$/.exec(period) ?? [];
  return new Date(Date.parse(moment) + sign * Number(number) * 86_400_000).toISOString();
};

export const practice: DeskPractice = {
  policy,
  calendar: {
    after: (moment, period) => days(moment, period, 1),
    before: (moment, period) => days(moment, period, -1),
  },
  localTime,
  now,
};

export const called = (change: Partial<CalledOrMailed> = {}): CalledOrMailed => ({
  way: 'telephone',
  receivedAt: mondayMorning,
  identityCheckedBy: 'called-back',
  ...change,
});
export const aForm = {
  reference: 'F-9',
  dateReceived: '2026-11-20',
  signatoryId: 's-9',
  signatory: 'A. Aanvrager',
} as const;

export const byTelephone = (change: Partial<CalledOrMailed> = {}): OnRequest => ({
  ...practice,
  request: called(change),
});
export const byMail = (): OnRequest => byTelephone({ way: 'e-mail', identityCheckedBy: 'address-on-record' });
export const onForm = (change: Partial<typeof aForm> = {}): OnRequest => ({
  ...practice,
  request: { way: 'form', form: { ...aForm, ...change } },
});
/** Nobody said how it came in, as of who acts for themselves. */
export const unsaid = (): OnRequest => practice;

export const requestReceivedByTelephone = event(
  requestReceived,
  { way: 'telephone', receivedAt: mondayMorning, identityCheckedBy: 'called-back' },
  'ADM-12',
);

/** The service desk is called; others act for themselves. */
export const requestTo = ({ kind }: Authority): OnRequest =>
  kind === 'service-desk' ? byTelephone() : unsaid();
