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
 * Which events ask for a mail to the holder, and which one. An account that ended asks for none: its address is free for
 * others (END-01).
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
};

export const typesThatAskForMails: ReadonlySet<string> = new Set(Object.keys(mailsByEvent));

/** The mail that the event asks for; none where it doesn't. */
export const mailAskedBy = (event: AccountEvent): MailAsked | undefined =>
  (mailsByEvent[event.type] as ((data: AccountEvent['data']) => MailAsked | undefined) | undefined)?.(
    event.data,
  );

/** Id of that mail: one event asks for one mail, and a code has one. @param eventId id of the event that asks */
export const mailIdOf = ({ codeId }: MailAsked, eventId: string): string => codeId ?? eventId;
