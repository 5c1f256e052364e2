import { assuranceLevels } from '../means/assurance-level.js';
import { type RuleId } from '../rules.js';
import { identityChecks } from '../service-desk/identity-checks.js';
import { areOpenings, isDate } from '../service-desk/opening-hours.js';
import { milliseconds } from './duration.js';
import { type PolicyName } from './policy-values.js';

/** What a value may be. Bounds are part of it. */
export type ValueForm =
  | { readonly type: 'duration'; readonly least: string; readonly most: string }
  | {
      readonly type: 'period';
      readonly unit: 'days' | 'months';
      readonly least: number;
      readonly most: number;
    }
  | { readonly type: 'whole number'; readonly least: number; readonly most: number }
  | { readonly type: 'text'; readonly pattern: RegExp; readonly most: number }
  | { readonly type: 'list'; readonly pattern: RegExp; readonly least?: number; readonly most: number }
  | { readonly type: 'opening hours'; readonly least: number; readonly most: number }
  | { readonly type: 'dates'; readonly most: number };

export interface PolicyForm {
  /** The rule that the value is of. */
  readonly rule: RuleId;
  /** What is counted or named, for people. */
  readonly unit: string;
  readonly form: ValueForm;
}

const words = { type: 'text', pattern: /^[\x21-\x7e]+$/, most: 200 } as const;
const checks = {
  type: 'list',
  pattern: new RegExp(`^(${identityChecks.join('|')})$`),
  least: 1,
  most: identityChecks.length,
} as const;
/** Level 1 is not issued any more. */
const level = {
  type: 'text',
  pattern: new RegExp(`^(${assuranceLevels.slice(1).join('|')})$`),
  most: 8,
} as const;
const version = { type: 'text', pattern: /^[0-9A-Za-z][0-9A-Za-z.-]*$/, most: 20 } as const;

/** Every policy value: of which rule, in which unit, of which type and within which bounds. There is no other list. */
export const policyForms: Readonly<Record<PolicyName, PolicyForm>> = {
  'activationCode.validFor': {
    rule: 'ACT-01',
    unit: 'time from the making of a code',
    form: { type: 'duration', least: 'PT5M', most: 'PT720H' },
  },
  'activationCode.wrongCombinations': {
    rule: 'ACT-03',
    unit: 'wrong combinations that void a code',
    form: { type: 'whole number', least: 1, most: 20 },
  },
  'activationCode.wrongCombinationsPerMeans': {
    rule: 'ACT-03',
    unit: 'wrong combinations with one means within the window',
    form: { type: 'whole number', least: 1, most: 100 },
  },
  'activationCode.meansWindow': {
    rule: 'ACT-03',
    unit: 'time in which wrong combinations with one means are counted',
    form: { type: 'duration', least: 'PT5M', most: 'PT720H' },
  },
  'eherkenning.service': { rule: 'EHK-01', unit: 'id of the eHerkenning service', form: words },
  'means.leastLevel': { rule: 'EHK-01', unit: 'lowest level with which a means counts', form: level },
  'texts.privacyStatement': { rule: 'EHK-02', unit: 'version of the privacy statement', form: version },
  'texts.termsOfUse': { rule: 'EHK-02', unit: 'version of the terms of use', form: version },
  'emailAddress.sharedMailboxes': {
    rule: 'USR-04',
    unit: 'local parts of addresses, in lower case',
    form: { type: 'list', pattern: /^[a-z0-9._-]{1,64}$/, most: 1_000 },
  },
  'emailAddress.consumerProviders': {
    rule: 'USR-04',
    unit: 'domains, in lower case',
    form: { type: 'list', pattern: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/, most: 1_000 },
  },
  'reservation.takenAnswersPerHour': {
    rule: 'USR-04',
    unit: 'answers an hour to one caller',
    form: { type: 'whole number', least: 1, most: 10_000 },
  },
  'signIn.failuresBeforeLock': {
    rule: 'LOG-02',
    unit: 'failures in a row that lock sign-in',
    form: { type: 'whole number', least: 1, most: 20 },
  },
  'signIn.lockedFor': {
    rule: 'LOG-02',
    unit: 'time that sign-in is locked',
    form: { type: 'duration', least: 'PT1M', most: 'PT24H' },
  },
  'session.validFor': {
    rule: 'LOG-05',
    unit: 'time from the start of a session',
    form: { type: 'duration', least: 'PT5M', most: 'PT12H' },
  },
  'oneTimeCode.drift': {
    rule: 'TOK-06',
    unit: 'time that the clock of a generator may be off, either way',
    form: { type: 'duration', least: 'PT0S', most: 'PT5M' },
  },
  'oneTimeCode.lookAhead': {
    rule: 'TOK-06',
    unit: 'codes of a counter generator that may have been made and not used',
    form: { type: 'whole number', least: 0, most: 50 },
  },
  // No stricter than what a temporary password keeps (PWD-09), and none shorter than the manual has it (§2.2).
  'password.leastCharacters': {
    rule: 'PWD-01',
    unit: 'characters that a password has at least',
    form: { type: 'whole number', least: 8, most: 16 },
  },
  'password.leastLetters': {
    rule: 'PWD-02',
    unit: 'letters that a password has at least',
    form: { type: 'whole number', least: 0, most: 8 },
  },
  'password.leastNonLetters': {
    rule: 'PWD-03',
    unit: 'characters that are not letters, that a password has at least',
    form: { type: 'whole number', least: 0, most: 8 },
  },
  'password.mostEqualInARow': {
    rule: 'PWD-04',
    unit: 'equal characters in a row that a password has at most',
    form: { type: 'whole number', least: 2, most: 16 },
  },
  'password.validFor': {
    rule: 'PWD-07',
    unit: 'calendar days that a password is good for',
    form: { type: 'period', unit: 'days', least: 1, most: 3_650 },
  },
  'signIn.longNotSignedIn': {
    rule: 'PWD-12',
    unit: 'calendar months without signing in that are called long',
    form: { type: 'period', unit: 'months', least: 1, most: 120 },
  },
  'coupling.lapsesAfter': {
    rule: 'EHK-05',
    unit: 'calendar months without signing in that undo a coupling',
    form: { type: 'period', unit: 'months', least: 1, most: 120 },
  },
  'report.within': {
    rule: 'TOK-07',
    unit: 'time from discovery to report',
    form: { type: 'duration', least: 'PT1H', most: 'PT720H' },
  },
  'reminder.passwordExpiresBefore': {
    rule: 'PWD-07',
    unit: 'calendar days before a password expires that its holder is reminded',
    form: { type: 'period', unit: 'days', least: 1, most: 365 },
  },
  'reminder.couplingLapsesBefore': {
    rule: 'EHK-05',
    unit: 'calendar months before a coupling lapses that its holder is reminded',
    form: { type: 'period', unit: 'months', least: 1, most: 24 },
  },
  'reminder.codeUnusedBefore': {
    rule: 'ACT-01',
    unit: 'time before an unused code expires that its holder is reminded',
    form: { type: 'duration', least: 'PT5M', most: 'PT168H' },
  },
  'register.mostPercentClosed': {
    rule: 'ORG-02',
    unit: 'percentage of a sector that a register file may close without an explicit word',
    form: { type: 'whole number', least: 0, most: 100 },
  },
  'serviceDesk.openingHours': {
    rule: 'ADM-12',
    unit: 'hours in which requests are taken by telephone, Dutch time',
    form: { type: 'opening hours', least: 1, most: 28 },
  },
  'serviceDesk.closedOn': {
    rule: 'ADM-12',
    unit: 'calendar dates on which no requests are taken by telephone',
    form: { type: 'dates', most: 400 },
  },
  'serviceDesk.checksOfCallers': { rule: 'ADM-12', unit: 'ways to check who calls', form: checks },
  'serviceDesk.checksOfMailers': { rule: 'ADM-12', unit: 'ways to check who mails', form: checks },
  'serviceDesk.recordedWithin': {
    rule: 'ADM-12',
    unit: 'calendar days from a request to its recording',
    form: { type: 'period', unit: 'days', least: 1, most: 31 },
  },
  'mail.retryAfter': {
    rule: 'ACT-06',
    unit: 'time until a mail that was put off is tried again; doubled every next time',
    form: { type: 'duration', least: 'PT1M', most: 'PT1H' },
  },
  'mail.retryAtMost': {
    rule: 'ACT-06',
    unit: 'longest time between two tries of a mail',
    form: { type: 'duration', least: 'PT1M', most: 'PT24H' },
  },
  'mail.noticeTriedFor': {
    rule: 'ACT-06',
    unit: 'time that a mail without a code is tried',
    form: { type: 'duration', least: 'PT1H', most: 'PT720H' },
  },
};

export const isPolicyName = (name: string): name is PolicyName => Object.hasOwn(policyForms, name);

/** What would be right, to follow `must be`. */
export function expectedOf(form: ValueForm): string {
  switch (form.type) {
    case 'duration':
      return `a duration of hours, minutes and seconds between ${form.least} and ${form.most}`;
    case 'period':
      return `a period of ${form.least} to ${form.most} calendar ${form.unit}, as in P${form.least}${letterOf(form)}`;
    case 'whole number':
      return `a whole number between ${form.least} and ${form.most}`;
    case 'text':
      return `a text of at most ${form.most} characters, of the form ${form.pattern.source}`;
    case 'list':
      return `a list of ${form.least === undefined ? 'at most' : `${form.least} to`} ${form.most} different texts, each of the form ${form.pattern.source}`;
    case 'opening hours':
      return `a list of ${form.least} to ${form.most} openings that don’t overlap, each as in monday 09:00-13:00, until 24:00 at the latest`;
    case 'dates':
      return `a list of at most ${form.most} different calendar dates, each as in 2026-12-25`;
  }
}

export function fits(form: ValueForm, value: unknown): boolean {
  switch (form.type) {
    case 'duration':
      return typeof value === 'string' && isBetween(form, value);
    case 'period':
      return typeof value === 'string' && isPeriod(form, value);
    case 'whole number':
      return (
        typeof value === 'number' && Number.isSafeInteger(value) && value >= form.least && value <= form.most
      );
    case 'text':
      return typeof value === 'string' && value.length <= form.most && form.pattern.test(value);
    case 'list':
      return (
        isListOf(value, form.least ?? 0, form.most) &&
        value.every((one) => typeof one === 'string' && form.pattern.test(one))
      );
    case 'opening hours':
      return isListOf(value, form.least, form.most) && areOpenings(value);
    case 'dates':
      return isListOf(value, 0, form.most) && value.every(isDate);
  }
}

/** Of different things. */
const isListOf = (value: unknown, least: number, most: number): value is readonly unknown[] =>
  Array.isArray(value) &&
  value.length >= least &&
  value.length <= most &&
  new Set(value).size === value.length;

const duration = /^PT(?=\d)(\d{1,5}H)?(\d{1,7}M)?(\d{1,9}S)?$/;

const isBetween = ({ least, most }: { readonly least: string; readonly most: string }, value: string) =>
  duration.test(value) &&
  milliseconds(value) >= milliseconds(least) &&
  milliseconds(value) <= milliseconds(most);

type PeriodForm = Extract<ValueForm, { type: 'period' }>;

const letterOf = ({ unit }: PeriodForm): string => (unit === 'days' ? 'D' : 'M');

function isPeriod(form: PeriodForm, value: string): boolean {
  const [, number] = new RegExp(`^P([1-9][0-9]{0,4})${letterOf(form)}$`).exec(value) ?? [];
  return number !== undefined && Number(number) >= form.least && Number(number) <= form.most;
}
