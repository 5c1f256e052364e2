import { describe, expect, it } from '@jest/globals';
import { aUser, coupledTo, given as givenAccount } from '../account/account.test-data.js';
import { event } from '../catalogue.js';
import { accountEnded, type AccountEvent } from '../account/events.js';
import { askForLetter } from './ask-for-letter.js';
import { type LetterEvent } from './events.js';
import { type AskedFor, ruleOf } from './letter.js';
import {
  aConfirmation,
  aGeneratorByPost,
  aGeneratorLetter,
  aPasswordLetter,
  asked,
  aUsernameLetter,
  delivered,
  given,
  made,
  printed,
  sent,
  undeliverable,
  voided,
} from './letter.test-data.js';
import { recordLetterDelivered } from './record-letter-delivered.js';
import { recordLetterMade } from './record-letter-made.js';
import { recordLetterSent } from './record-letter-sent.js';
import { recordLetterUndeliverable } from './record-letter-undeliverable.js';
import { refusalWhenTaken, takeLetter } from './take-letter.js';
import { voidLetter } from './void-letter.js';

const queue = (letter: AskedFor) => [asked(letter), made];
const out = (letter: AskedFor) => [...queue(letter), printed, sent];
const madeOf = {
  about: 'account-1',
  number: '2026-000001',
  archive: 'digest of the archived letter',
  addressOnRecord: false,
};
const states: readonly (readonly [string, readonly LetterEvent[]])[] = [
  ['asked-for', [asked(aPasswordLetter)]],
  ['made', queue(aPasswordLetter)],
  ['printed', [...queue(aPasswordLetter), printed]],
  ['sent', out(aPasswordLetter)],
  ['delivered', [...out(aPasswordLetter), delivered]],
  ['undeliverable', [...out(aPasswordLetter), undeliverable]],
  ['void', [...queue(aPasswordLetter), voided]],
];
const otherStates = (...these: string[]) => states.filter(([state]) => !these.includes(state));

describe('a letter that is asked for and made', () => {
  it('TOK-02 is asked for once, by the rule of its kind', () => {
    expect(given().when(askForLetter, aPasswordLetter)).toEqual({
      events: [{ type: 'letter.asked-for', data: aPasswordLetter, rule: 'TOK-02' }],
      broken: [],
      state: 'asked-for',
    });
    expect(given(asked(aPasswordLetter)).when(askForLetter, aUsernameLetter).events).toEqual([]);
    expect(given(asked(aPasswordLetter), asked(aUsernameLetter)).letter?.asked).toEqual(aPasswordLetter);
  });

  it('ADM-09 TOK-04 ORG-05 ORG-06 each kind has the rule that asks for it', () => {
    expect(ruleOf).toEqual({
      username: 'ADM-09',
      password: 'TOK-02',
      generator: 'TOK-02',
      'generator-called-back': 'TOK-04',
      'organisation-left': 'ORG-05',
      'move-announced': 'ORG-06',
    });
  });

  it('TOK-02 is made once, after it was asked for', () => {
    expect(given(asked(aUsernameLetter)).when(recordLetterMade, madeOf)).toMatchObject({
      events: [{ type: 'letter.made', data: { ...madeOf, making: 1 }, rule: 'ADM-09' }],
      state: 'made',
    });
    expect(given().when(recordLetterMade, madeOf).events).toEqual([]);
  });

  it.each(otherStates('asked-for'))('TOK-02 is not made when it is %s', (_state, history) => {
    expect(given(...history).when(recordLetterMade, madeOf)).toMatchObject({ events: [], broken: [] });
  });
});

describe('a letter that may not leave any more', () => {
  it.each([[[asked(aPasswordLetter)]], [queue(aPasswordLetter)]])(
    'PWD-10 becomes void, and stays void',
    (history) => {
      expect(given(...history).when(voidLetter, { reason: 'replaced' })).toMatchObject({
        events: [{ type: 'letter.voided', data: { reason: 'replaced' }, rule: 'TOK-02' }],
        state: 'void',
      });
      expect(given(...history, voided, printed).letter?.state).toBe('void');
    },
  );

  it.each(otherStates('asked-for', 'made'))(
    'PWD-10 does not become void when it is %s',
    (_state, history) => {
      expect(given(...history).when(voidLetter, { reason: 'replaced' }).events).toEqual([]);
    },
  );

  it('PWD-10 one that does not exist does not become void', () => {
    expect(given().when(voidLetter, { reason: 'replaced' }).events).toEqual([]);
  });
});

describe('a letter that is taken from the print queue', () => {
  const readable = { readable: true };

  it('ORG-05 is recorded as printed', () => {
    expect(given(...queue(aConfirmation)).when(takeLetter, readable)).toEqual({
      events: [{ type: 'letter.printed', data: {}, rule: 'ORG-05' }],
      broken: [],
      state: 'printed',
    });
  });

  it('ADM-08 does not exist', () => {
    expect(given().when(takeLetter, readable)).toMatchObject({ events: [], broken: ['ADM-08'] });
  });

  it.each(otherStates('made'))('AVG-03 is not shown when it is %s', (_state, history) => {
    expect(given(...history).when(takeLetter, readable)).toMatchObject({ events: [], broken: ['TOK-02'] });
  });

  it('AVG-03 becomes void when it can’t be read any more', () => {
    const outcome = given(...queue(aConfirmation)).when(takeLetter, { readable: false });
    expect(outcome).toEqual({
      events: [{ type: 'letter.voided', data: { reason: 'unreadable' }, rule: 'ORG-05' }],
      broken: ['ORG-05'],
      state: 'void',
    });
    expect(refusalWhenTaken(outcome.events)?.map(({ rule }) => rule)).toEqual(['ORG-05']);
    expect(refusalWhenTaken([printed])).toBeUndefined();
  });

  it('USR-09 becomes void when a means was coupled since, and is printed while none is', () => {
    const judged = (...history: readonly AccountEvent[]) => ({
      readable: true,
      account: { state: givenAccount(...history).account, history },
    });
    const queued = given(...queue(aUsernameLetter));
    expect(queued.when(takeLetter, judged(aUser())).state).toBe('printed');
    expect(queued.when(takeLetter, judged(aUser(), coupledTo('means-one', 'c')))).toMatchObject({
      events: [{ type: 'letter.voided', data: { reason: 'means-coupled' } }],
      broken: ['ADM-09'],
    });
    expect(queued.when(takeLetter, judged(aUser(), event(accountEnded, { reservations: [] })))).toMatchObject(
      {
        events: [{ data: { reason: 'account-ended' } }],
      },
    );
  });
});

describe('a letter on its way', () => {
  it('ADM-09 is sent once it was printed, with the tracking number of the carrier', () => {
    const printedLetter = given(...queue(aUsernameLetter), printed);
    expect(printedLetter.when(recordLetterSent, { trackingNumber: '3S1' })).toMatchObject({
      events: [{ type: 'letter.sent', data: { trackingNumber: '3S1' }, rule: 'ADM-09' }],
      state: 'sent',
    });
  });

  it('ADM-08 ADM-09 TOK-02 what goes by courier or registered post doesn’t leave without its tracking number', () => {
    const without = (letter: AskedFor) => given(...queue(letter), printed).when(recordLetterSent, {});
    expect(without(aGeneratorLetter)).toMatchObject({ events: [], broken: ['ADM-08 trackingNumber'] });
    expect(without(aUsernameLetter).broken).toEqual(['ADM-09 trackingNumber']);
    expect(without(aGeneratorByPost).broken).toEqual(['TOK-02 trackingNumber']);
  });

  it('TOK-02 by ordinary post there is no tracking number', () => {
    const printedLetter = given(...queue(aPasswordLetter), printed);
    expect(printedLetter.when(recordLetterSent, { trackingNumber: '3S1' })).toMatchObject({
      events: [],
      broken: ['TOK-02 trackingNumber'],
    });
    expect(printedLetter.when(recordLetterSent, {}).state).toBe('sent');
  });

  it.each(otherStates('printed'))('ADM-08 is not sent when it is %s', (_state, history) => {
    expect(given(...history).when(recordLetterSent, {})).toMatchObject({ events: [], broken: ['TOK-02'] });
  });

  it('ADM-08 what a courier brings is handed over against proof of identity only', () => {
    const generator = given(...out(aGeneratorLetter));
    expect(generator.when(recordLetterDelivered, { identityChecked: false })).toMatchObject({
      events: [],
      broken: ['ADM-08 identityChecked'],
    });
    expect(generator.when(recordLetterDelivered, { identityChecked: true })).toMatchObject({
      events: [{ type: 'letter.delivered', data: { identityChecked: true }, rule: 'TOK-02' }],
      state: 'delivered',
    });
  });

  it('ADM-09 so is a username', () => {
    const username = given(...out(aUsernameLetter));
    expect(username.when(recordLetterDelivered, { identityChecked: false }).broken).toEqual([
      'ADM-09 identityChecked',
    ]);
  });

  it('TOK-02 what comes by post is not', () => {
    const confirmation = given(...out(aConfirmation)).when(recordLetterDelivered, { identityChecked: false });
    expect(confirmation.events).toEqual([{ type: 'letter.delivered', data: {}, rule: 'ORG-05' }]);
  });

  it.each(otherStates('sent', 'undeliverable'))(
    'ADM-08 is not delivered when it is %s',
    (_state, history) => {
      expect(given(...history).when(recordLetterDelivered, { identityChecked: true })).toMatchObject({
        events: [],
        broken: ['TOK-02'],
      });
    },
  );

  it('TOK-02 one with a secret is void when it did not arrive', () => {
    expect(given(...out(aPasswordLetter)).when(recordLetterUndeliverable, { reason: 'returned' })).toEqual({
      events: [
        { type: 'letter.undeliverable', data: { reason: 'returned' }, rule: 'TOK-02' },
        { type: 'letter.voided', data: { reason: 'undeliverable' }, rule: 'TOK-02' },
      ],
      broken: [],
      state: 'void',
    });
  });

  it('ADM-09 one without is delivered at the carrier’s second try, and not sent once more without being opened again', () => {
    const tried = given(...out(aUsernameLetter));
    expect(tried.when(recordLetterUndeliverable, { reason: 'identity-not-shown' })).toMatchObject({
      events: [{ type: 'letter.undeliverable', data: { reason: 'identity-not-shown' }, rule: 'ADM-09' }],
      state: 'undeliverable',
    });
    const back = given(...out(aUsernameLetter), undeliverable);
    expect(back.when(recordLetterSent, { trackingNumber: '3S1' })).toMatchObject({
      events: [],
      broken: ['ADM-09'],
    });
    expect(back.when(recordLetterDelivered, { identityChecked: true }).state).toBe('delivered');
  });

  it.each(otherStates('sent'))('ADM-08 can’t be undeliverable when it is %s', (_state, history) => {
    expect(given(...history).when(recordLetterUndeliverable, { reason: 'refused' })).toMatchObject({
      events: [],
      broken: ['TOK-02'],
    });
  });

  it('ADM-08 one that does not exist is not sent, delivered or undeliverable', () => {
    for (const { broken } of [
      given().when(recordLetterSent, {}),
      given().when(recordLetterDelivered, { identityChecked: true }),
      given().when(recordLetterUndeliverable, { reason: 'returned' }),
    ])
      expect(broken).toEqual(['ADM-08']);
  });
});
