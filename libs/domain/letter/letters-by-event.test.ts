import { describe, expect, it } from '@jest/globals';
import { administratorCreated } from '../account/administrator-events.js';
import { passwordIssued } from '../account/password-events.js';
import { tokenIssued } from '../account/token-events.js';
import { event } from '../catalogue.js';
import { letterAskedBy } from './letters-by-event.js';

const administrator = (signInMethod: 'token' | 'eherkenning') =>
  event(administratorCreated, {
    organisation: 'board-99901',
    signInMethod,
    username: 'abc12345',
    surname: 'Drenth',
    initials: 'E.D.',
    telephone: '0612345678',
    emailAddress: 'e.drenth@voorbeeldschool.nl',
    reservations: [],
  });
const issued = {
  generator: 'SN-1',
  seedId: 'seed-1',
  serialNumber: 'SN-1',
  delivery: 'registered-post',
} as const;
const password = (way: 'letter' | 'reset') =>
  event(passwordIssued, { digest: 'd', way, goodUntil: '2027-01-01T00:00:00.000Z', delivery: 'delivery-1' });

describe('which event asks for which letter', () => {
  it('ADM-09 an eHerkenning administrator’s username goes by courier; one with a token gets no such letter', () => {
    expect(letterAskedBy(administrator('eherkenning'))).toEqual({ kind: 'username', channel: 'courier' });
    expect(letterAskedBy(administrator('token'))).toBeUndefined();
  });

  it('PWD-09 PWD-10 a password by letter goes by ordinary post; one that was shown goes by none', () => {
    const letter = { kind: 'password', channel: 'ordinary-post', delivery: 'delivery-1' };
    expect(letterAskedBy(password('letter'))).toEqual(letter);
    expect(letterAskedBy(password('reset'))).toBeUndefined();
  });

  it('ADM-08 TOK-02 a generator goes to its holder, or to the administrator who hands it over', () => {
    const letter = { kind: 'generator', channel: 'registered-post', generator: 'SN-1', serialNumber: 'SN-1' };
    expect(letterAskedBy(event(tokenIssued, issued))).toStrictEqual(letter);
    expect(letterAskedBy(event(tokenIssued, { ...issued, deliveredTo: 'account-2' }))).toStrictEqual({
      ...letter,
      deliveredTo: 'account-2',
    });
  });
});
