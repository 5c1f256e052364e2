import { type AccountEvent } from '../account/events.js';
import { type MailKind } from './events.js';

/** What an event asks for; whose mail it is follows from the event's stream. */
export interface MailAsked {
  readonly kind: MailKind;
  readonly codeId?: string;
  /** After this it is of no use; absent where policy says how long it is tried. */
  readonly until?: string;
}

type Table = {
  readonly [T in AccountEvent['type']]?: (
    data: Extract<AccountEvent, { type: T }>['data'],
  ) => MailAsked | undefined;
};

/**
 * Which events ask for a mail to the holder, and which one: what somebody else did to how they sign in, or may have done
 * in their name, and deadlines. An account that ended asks for none: its address is free for others (END-01).
 */
const mailsByEvent: Table = {
  // ACT-04, CNV-03, EHK-07: no later than the code is valid.
  'account.activation-code-made': ({ codeId, expiresAt }) => ({
    kind: 'activation-code',
    codeId,
    until: expiresAt,
  }),
  // USR-08: the old address is told.
  'account.email-address-changed': () => ({ kind: 'email-address-changed' }),
  // EHK-02, EHK-08: sign-in with a new means.
  'account.coupled': () => ({ kind: 'means-coupled' }),
  'account.coupled-again': () => ({ kind: 'means-coupled' }),
  'account.decoupled': () => ({ kind: 'means-decoupled' }), // EHK-06, EHK-07
  'account.coupling-lapsed': () => ({ kind: 'coupling-lapsed' }), // EHK-05
  // PWD-09, PWD-10, TOK-02, TOK-03: no secret in it; a password goes by letter or from hand to hand.
  'account.password-issued': ({ way }) => ({ kind: way === 'reset' ? 'password-reset' : 'password-issued' }),
  'account.password-changed': () => ({ kind: 'password-changed' }), // PWD-08
  // TOK-04.
  'account.token-called-back': ({ reason }) =>
    reason === 'account-ended' ? undefined : { kind: 'generator-called-back' },
  // USR-07: a refused sign-in doesn't say it (LOG-01).
  'account.blocked': () => ({ kind: 'account-blocked' }),
  'account.unblocked': () => ({ kind: 'account-unblocked' }),
  // PWD-07, EHK-05, ACT-01: of use until the deadline.
  'account.reminder-due': ({ of, deadline }) => ({ kind: of, until: deadline }),
};

export const typesThatAskForMails: ReadonlySet<string> = new Set(Object.keys(mailsByEvent));

/** The mail that the event asks for; none where it doesn't. */
export const mailAskedBy = (event: AccountEvent): MailAsked | undefined =>
  (mailsByEvent[event.type] as ((data: AccountEvent['data']) => MailAsked | undefined) | undefined)?.(
    event.data,
  );

/** Id of that mail: one event asks for one mail, and a code has one. @param eventId id of the event that asks */
export const mailIdOf = ({ codeId }: MailAsked, eventId: string): string => codeId ?? eventId;
