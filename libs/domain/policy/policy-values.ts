import { type AssuranceLevel } from '../means/assurance-level.js';

/** The numbers and lists of the rulebook that the operator sets (architecture 16). */
export interface PolicyValues {
  /** ACT-01: from the making of the code. */
  readonly 'activationCode.validFor': string;
  /** ACT-03: wrong combinations that void the code. */
  readonly 'activationCode.wrongCombinations': number;
  /** ACT-03 (+): wrong combinations with one means within `activationCode.meansWindow`. */
  readonly 'activationCode.wrongCombinationsPerMeans': number;
  readonly 'activationCode.meansWindow': string;
  /** EHK-01: the service that a means must carry the mandate for. */
  readonly 'eherkenning.service': string;
  /** EHK-01, LOG-04: the lowest assurance level with which a means counts. */
  readonly 'means.leastLevel': AssuranceLevel;
  /** EHK-02: the versions that are accepted now. */
  readonly 'texts.privacyStatement': string;
  readonly 'texts.termsOfUse': string;
  /** USR-04: local parts that name a shared mailbox. */
  readonly 'emailAddress.sharedMailboxes': readonly string[];
  /** USR-04: domains where anybody gets an address for free. */
  readonly 'emailAddress.consumerProviders': readonly string[];
  /** USR-04 (+): how often one caller is told within an hour that a value is taken. */
  readonly 'reservation.takenAnswersPerHour': number;
  /** LOG-02: failures in a row that lock sign-in. */
  readonly 'signIn.failuresBeforeLock': number;
  /** LOG-02. */
  readonly 'signIn.lockedFor': string;
  /** LOG-05: after this a session is over by itself. */
  readonly 'session.validFor': string;
  /** TOK-06: how far the clock of a generator may be off, either way. */
  readonly 'oneTimeCode.drift': string;
  /** TOK-06: how many codes of a counter generator may have been made and not used. */
  readonly 'oneTimeCode.lookAhead': number;
  /** PWD-01: characters of a password, as a person sees them. */
  readonly 'password.leastCharacters': number;
  /** PWD-02. */
  readonly 'password.leastLetters': number;
  /** PWD-03: characters that are not letters. */
  readonly 'password.leastNonLetters': number;
  /** PWD-04. */
  readonly 'password.mostEqualInARow': number;
  /** PWD-07: calendar days in Europe/Amsterdam. */
  readonly 'password.validFor': string;
  /** PWD-12: calendar months without signing in that are called long. */
  readonly 'signIn.longNotSignedIn': string;
  /** EHK-05: calendar months without signing in that undo a coupling. */
  readonly 'coupling.lapsesAfter': string;
  /** TOK-07, EHK-06: from discovery to report. */
  readonly 'report.within': string;
  /** PWD-07 (+): calendar days before a password expires that its holder is reminded. */
  readonly 'reminder.passwordExpiresBefore': string;
  /** EHK-05 (+): calendar months before a coupling lapses that its holder is reminded. */
  readonly 'reminder.couplingLapsesBefore': string;
  /** ACT-01 (+): before a code expires that couples nothing yet. */
  readonly 'reminder.codeUnusedBefore': string;
  /** ORG-02: percentage of a sector's open parts that a file may close, or take out of it, without an explicit word. */
  readonly 'register.mostPercentClosed': number;
  /** ADM-12: when the service desk takes requests by telephone, as in `monday 09:00-13:00`; Dutch time. */
  readonly 'serviceDesk.openingHours': readonly string[];
  /** ADM-12: calendar dates on which it doesn't, whatever the day of the week. */
  readonly 'serviceDesk.closedOn': readonly string[];
  /** ADM-12: what counts as a check of who calls. */
  readonly 'serviceDesk.checksOfCallers': readonly string[];
  /** ADM-12: what counts as a check of who mails. */
  readonly 'serviceDesk.checksOfMailers': readonly string[];
  /** ADM-12: calendar days from a request to its recording. */
  readonly 'serviceDesk.recordedWithin': string;
  /** ACT-06: after a mail was put off the first time; doubled every next time, up to `mail.retryAtMost`. */
  readonly 'mail.retryAfter': string;
  readonly 'mail.retryAtMost': string;
  /** ACT-06 (+): how long a mail without a code is tried. */
  readonly 'mail.noticeTriedFor': string;
}

export type PolicyName = keyof PolicyValues;
/** Some values; the others stay as they are. */
export type PolicyChanges = Partial<PolicyValues>;
