import { event } from '../catalogue.js';
import { type Decision } from '../rules.js';
import {
  letterAskedFor,
  letterDelivered,
  type LetterEvent,
  letterMade,
  letterOpenedAgain,
  letterPrinted,
  letterSent,
  letterUndeliverable,
  letterVoided,
} from './events.js';
import { type AskedFor, evolveLetter, type LetterState } from './letter.js';

/** A letter on its way, for given/when/then. */

export const aPasswordLetter: AskedFor = {
  kind: 'password',
  channel: 'ordinary-post',
  account: 'account-1',
  organisation: 'board-99901',
  delivery: 'delivery-1',
};
export const aUsernameLetter: AskedFor = {
  kind: 'username',
  channel: 'courier',
  account: 'account-1',
  organisation: 'board-99901',
};
export const aGeneratorLetter: AskedFor = {
  kind: 'generator',
  channel: 'courier',
  account: 'account-1',
  organisation: 'board-99901',
  generator: 'generator-1',
  serialNumber: '4012345678',
};
/** To the administrator, who hands it over (TOK-02). */
export const aGeneratorByPost: AskedFor = {
  ...aGeneratorLetter,
  channel: 'registered-post',
  deliveredTo: 'account-2',
};
export const aConfirmation: AskedFor = {
  kind: 'organisation-left',
  channel: 'ordinary-post',
  organisation: 'board-99901',
};

export const asked = (letter: AskedFor): LetterEvent => event(letterAskedFor, letter);
export const made: LetterEvent = event(letterMade, {
  about: 'account-1',
  making: 1,
  number: '2026-000001',
  archive: 'digest of the archived letter',
  addressOnRecord: true,
});
export const printed: LetterEvent = event(letterPrinted, {});
export const sent: LetterEvent = event(letterSent, {});
export const delivered: LetterEvent = event(letterDelivered, {});
export const undeliverable: LetterEvent = event(letterUndeliverable, { reason: 'returned' });
export const lost: LetterEvent = event(letterUndeliverable, { reason: 'lost-on-the-way' });
export const openedAgain: LetterEvent = event(letterOpenedAgain, { reason: 'printed-badly', times: 1 });
export const voided: LetterEvent = event(letterVoided, { reason: 'replaced' });

/** Given what happened to the letter, when this is decided, then … */
export const given = (...history: readonly LetterEvent[]) => {
  const letter = history.reduce(evolveLetter, undefined as LetterState);
  return {
    letter,
    when: <Command>(
      decide: (command: Command, letter: LetterState) => Decision<LetterEvent>,
      command: Command,
    ) => {
      const { events, refused = [] } = decide(command, letter);
      return {
        events,
        /** Rule and field of each violation. */
        broken: refused.map(({ rule, field }) => (field === undefined ? rule : `${rule} ${field}`)),
        state: events.reduce(evolveLetter, letter)?.state,
      };
    },
  };
};
