import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  administrator,
  anAdministrator,
  board,
  brin,
  given,
  mayGrant,
  otherBoard,
} from './account.test-data.js';
import { actsFor, mayHandOut } from './authority.js';
import { administratorAuthorisationGranted } from './administrator-events.js';
import { accountEnded } from './events.js';

const elsewhere = (organisation: string, role: string) =>
  event(administratorAuthorisationGranted, { organisation, role, kenmerken: [brin('99BB')] });

describe('what an administrator may hand out', () => {
  it('ADM-03 a role at one organisation is not that role at another, in reach by another role', () => {
    const authority = {
      ...administrator(mayGrant('registreren', brin('99BB')), elsewhere(otherBoard, 'examens')),
      mandates: new Map([[otherBoard, new Set(['registreren', 'examens'])]]),
    };
    expect(mayHandOut(authority, board, 'registreren', brin('99BB'))).toBe(true);
    expect(mayHandOut(authority, otherBoard, 'examens', brin('99BB'))).toBe(true);
    expect(mayHandOut(authority, otherBoard, 'registreren', brin('99BB'))).toBe(false);
    expect(mayHandOut(authority, board, 'examens', brin('99BB'))).toBe(false);
  });
});

describe('for whom an administrator acts', () => {
  const history = [
    ...anAdministrator(),
    elsewhere(otherBoard, 'registreren'),
    elsewhere(otherBoard, 'examens'),
    elsewhere('board-99903', 'registreren'),
  ];

  it('ADM-05 for each other organisation that their authorisations name, once', () => {
    expect(actsFor(given(...history).account)).toEqual([otherBoard, 'board-99903']);
    expect(actsFor(given(...anAdministrator()).account)).toEqual([]);
  });

  it('ADM-05 END-02 for nobody once the account has ended, nor before there is one', () => {
    expect(actsFor(given(...history, event(accountEnded, { reservations: [] })).account)).toEqual([]);
    expect(actsFor(given().account)).toEqual([]);
  });
});
