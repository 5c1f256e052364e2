import { type DataOf } from '../catalogue.js';
import { type RuleId } from '../rules.js';
import { type mailAskedFor, type MailEvent, type MailKind, type MailWay } from './events.js';

/** What a mail is about and until when it is of use. */
export type MailAskedFor = DataOf<(typeof mailAskedFor)['fields']>;

/** `leaving`: it was tried, and nobody recorded what came of it: it may have arrived. */
export const mailStates = ['waiting', 'leaving', 'sent', 'refused', 'bounced', 'given-up'] as const;

export interface Mail {
  readonly state: (typeof mailStates)[number];
  readonly asked: MailAskedFor;
  readonly attempts: number;
  /** How often it was put off, which the interval grows with. */
  readonly deferrals: number;
  /** Attempts of which nobody knows whether the mail arrived. */
  readonly mayHaveArrived: number;
  /** How the last attempt went. */
  readonly by?: MailWay;
  /** RFC 3339, UTC. */
  readonly triedAgainAt?: string;
}
export type MailState = Mail | undefined;

/** ACT-06: so often a mail may go out without anybody knowing whether it arrived. */
export const mostOpenAttempts = 2;

export function evolveMail(mail: MailState, event: MailEvent): MailState {
  if (event.type === 'mail.asked-for')
    return mail ?? { state: 'waiting', asked: event.data, attempts: 0, deferrals: 0, mayHaveArrived: 0 };
  if (mail === undefined) return mail;
  switch (event.type) {
    case 'mail.tried': {
      const { attempt, by } = event.data;
      // The same file again is one file.
      const mayHaveArrived = by === 'file' ? 0 : mail.mayHaveArrived + 1;
      return { ...mail, state: 'leaving', attempts: attempt, by, mayHaveArrived };
    }
    case 'mail.deferred':
      return {
        ...mail,
        state: 'waiting',
        deferrals: mail.deferrals + 1,
        mayHaveArrived: mail.mayHaveArrived - (mail.state === 'leaving' && mail.by === 'smtp' ? 1 : 0),
        triedAgainAt: event.data.triedAgainAt,
      };
    case 'mail.sent':
    case 'mail.refused':
    case 'mail.bounced':
    case 'mail.given-up':
      return { ...mail, state: stateAfter[event.type] };
    default:
      return event satisfies never;
  }
}

const stateAfter = {
  'mail.sent': 'sent',
  'mail.refused': 'refused',
  'mail.bounced': 'bounced',
  'mail.given-up': 'given-up',
} as const;

/** A mail that may still leave. */
export type OpenMail = Mail & { readonly state: 'waiting' | 'leaving' };

export const isOpen = (mail: MailState): mail is OpenMail =>
  mail?.state === 'waiting' || mail?.state === 'leaving';

/** ACT-06: whether it has gone out as often as it may without anybody knowing that it arrived. */
export const isUnknownTwice = ({ state, mayHaveArrived }: Mail): boolean =>
  state === 'leaving' && mayHaveArrived >= mostOpenAttempts;

/** The rule that asks for a mail of this kind. */
export const ruleOfMail: Readonly<Record<MailKind, RuleId>> = {
  'activation-code': 'ACT-06',
  'email-address-changed': 'USR-08',
  'means-coupled': 'EHK-02',
  'means-decoupled': 'EHK-07',
  'coupling-lapsed': 'EHK-05',
  'password-issued': 'PWD-10',
  'password-reset': 'PWD-09',
  'password-changed': 'PWD-08',
  'generator-called-back': 'TOK-04',
  'account-blocked': 'USR-07',
  'account-unblocked': 'USR-07',
  'password-expires': 'PWD-07',
  'coupling-lapses': 'EHK-05',
  'activation-code-unused': 'ACT-01',
};
