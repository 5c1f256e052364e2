import { type AccountEvent } from '../account/events.js';
import { type OrganisationEvent } from '../organisation/events.js';
import { type AskedFor } from './letter.js';

/** What an event asks for; whose letter it is and where it goes follow from the event's stream. */
export type LetterAsked = Omit<AskedFor, 'account' | 'organisation'>;

type Asking = AccountEvent | OrganisationEvent;
type Table = {
  readonly [T in Asking['type']]?: (data: Extract<Asking, { type: T }>['data']) => LetterAsked | undefined;
};

/** Which events ask for a letter, which one, and how it goes. */
const lettersByEvent: Table = {
  // ADM-09: an eHerkenning administrator gets their username by courier, against proof of identity.
  'account.administrator-created': ({ signInMethod }) =>
    signInMethod === 'eherkenning' ? { kind: 'username', channel: 'courier' } : undefined,
  // ADM-08, PWD-10, TOK-02, TOK-03: the password goes to the person, by ordinary post; a reset is shown (PWD-09).
  'account.password-issued': ({ way, delivery }) =>
    way === 'letter' ? { kind: 'password', channel: 'ordinary-post', delivery } : undefined,
  // ADM-08, TOK-02, TOK-03: the generator goes apart from the password, with a note of its own.
  'account.token-issued': ({ delivery, deliveredTo, generator, serialNumber }) => ({
    kind: 'generator',
    channel: delivery,
    generator,
    serialNumber,
    ...(deliveredTo === undefined ? {} : { deliveredTo }),
  }),
  'organisation.departure-completed': () => ({ kind: 'organisation-left', channel: 'ordinary-post' }), // ORG-05
  // ORG-06.
  'organisation.move-announced': ({ date }) => ({
    kind: 'move-announced',
    channel: 'ordinary-post',
    movesOn: date,
  }),
  // TOK-04.
  'account.token-called-back': ({ generator, serialNumber }) => ({
    kind: 'generator-called-back',
    channel: 'ordinary-post',
    generator,
    serialNumber,
  }),
};

export const typesThatAskForLetters: ReadonlySet<string> = new Set(Object.keys(lettersByEvent));

/** The letter that the event asks for; none where it doesn't. */
export const letterAskedBy = (event: Asking): LetterAsked | undefined =>
  (lettersByEvent[event.type] as ((data: Asking['data']) => LetterAsked | undefined) | undefined)?.(
    event.data,
  );
