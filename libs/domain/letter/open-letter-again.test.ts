import { describe, expect, it } from '@jest/globals';
import { aUser, coupledTo, given as givenAccount } from '../account/account.test-data.js';
import { type AccountEvent } from '../account/events.js';
import { event } from '../catalogue.js';
import { type LetterEvent, letterMade, type OpenedAgainReason, openedAgainReasons } from './events.js';
import { type AskedFor } from './letter.js';
import {
  aConfirmation,
  aGeneratorByPost,
  aPasswordLetter,
  asked,
  aUsernameLetter,
  delivered,
  given,
  lost,
  made,
  openedAgain,
  printed,
  sent,
  undeliverable,
  voided,
} from './letter.test-data.js';
import { openLetterAgain } from './open-letter-again.js';
import { recordLetterMade } from './record-letter-made.js';
import { takeLetter } from './take-letter.js';

const badly = { reason: 'printed-badly' } as const;
const out = (letter: AskedFor) => [asked(letter), made, printed];
const judged = (...history: readonly AccountEvent[]) => ({
  account: { state: givenAccount(...history).account, history },
});

describe('a letter that is opened again', () => {
  it.each<readonly [string, readonly LetterEvent[]]>([
    ['was printed', out(aConfirmation)],
    ['was sent', [...out(aConfirmation), sent]],
    ['could not be delivered', [...out(aConfirmation), sent, undeliverable]],
  ])('ADM-08 is made anew when it %s', (_state, history) => {
    expect(given(...history).when(openLetterAgain, badly)).toEqual({
      events: [{ type: 'letter.opened-again', data: { reason: 'printed-badly', times: 1 }, rule: 'ORG-05' }],
      broken: [],
      state: 'asked-for',
    });
  });

  it.each(openedAgainReasons)('ADM-08 says why: %s', (reason) => {
    expect(given(...out(aConfirmation)).when(openLetterAgain, { reason }).events[0]?.data).toMatchObject({
      reason,
    });
  });

  it('ADM-08 keeps its number, is made a second time, printed and opened a second time', () => {
    const again = given(...out(aConfirmation), openedAgain);
    expect(again.letter).toEqual({
      state: 'asked-for',
      asked: aConfirmation,
      made: 1,
      number: '2026-000001',
    });
    const madeOf = { about: 'board-99901', number: '2026-000001', archive: 'digest', addressOnRecord: true };
    const second = event(letterMade, { ...madeOf, making: 2 });
    expect(again.when(recordLetterMade, madeOf).events).toEqual([{ ...second, rule: 'ORG-05' }]);
    const queued = given(...out(aConfirmation), openedAgain, second);
    expect(queued.when(takeLetter, { readable: true }).state).toBe('printed');
    const twice = given(...out(aConfirmation), openedAgain, second, printed);
    expect(twice.when(openLetterAgain, badly).events[0]?.data).toEqual({ ...badly, times: 2 });
  });

  it.each<readonly [string, readonly LetterEvent[]]>([
    ['waits to be made', [asked(aConfirmation)]],
    ['stands in the queue', [asked(aConfirmation), made]],
    ['was delivered', [...out(aConfirmation), sent, delivered]],
    ['is void', [asked(aConfirmation), made, voided]],
    ['was opened again just now', [...out(aConfirmation), openedAgain]],
  ])('ADM-08 is not when it %s', (_state, history) => {
    expect(given(...history).when(openLetterAgain, badly)).toMatchObject({ events: [], broken: ['ORG-05'] });
  });

  it.each<readonly [string, readonly LetterEvent[]]>([
    ['was printed', out(aPasswordLetter)],
    ['came back', [...out(aPasswordLetter), sent, undeliverable, voided]],
    ['stands in the queue', [asked(aPasswordLetter), made]],
  ])('AVG-03 is not where a secret stands in it, when it %s: a new password is issued', (_state, history) => {
    expect(given(...history).when(openLetterAgain, badly)).toMatchObject({ events: [], broken: ['AVG-03'] });
  });

  it('TOK-03 is not when its generator was lost with it: that is reported, and replaced', () => {
    const onItsWay = [...out(aGeneratorByPost), sent];
    const again = (history: readonly LetterEvent[], reason: OpenedAgainReason) =>
      given(...history).when(openLetterAgain, { reason });
    expect(again([...onItsWay, lost], 'printed-badly')).toMatchObject({ events: [], broken: ['TOK-03'] });
    expect(again(onItsWay, 'lost-on-the-way')).toMatchObject({ events: [], broken: ['TOK-03'] });
    // It is there still.
    expect(again(onItsWay, 'damaged').state).toBe('asked-for');
    expect(again([...onItsWay, undeliverable], 'address-corrected').state).toBe('asked-for');
    // What can be printed again is another matter.
    expect(again([...out(aUsernameLetter), sent, lost], 'lost-on-the-way').state).toBe('asked-for');
  });

  it('USR-09 is not when it may not leave any more', () => {
    const username = given(...out(aUsernameLetter));
    expect(username.when(openLetterAgain, { ...badly, ...judged(aUser()) }).state).toBe('asked-for');
    const coupled = judged(aUser(), coupledTo('means-one', 'c'));
    expect(username.when(openLetterAgain, { ...badly, ...coupled })).toMatchObject({
      events: [],
      broken: ['ADM-09'],
    });
  });

  it('ADM-08 is not when it does not exist', () => {
    expect(given().when(openLetterAgain, badly)).toMatchObject({ events: [], broken: ['ADM-08'] });
  });
});
