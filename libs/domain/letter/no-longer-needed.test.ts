import { describe, expect, it } from '@jest/globals';
import { aUser, board, coupledTo, decoupledFrom, given } from '../account/account.test-data.js';
import {
  administratorAuthorisationWithdrawn,
  administratorSteppedDown,
} from '../account/administrator-events.js';
import { anAdministratorOf, blockedFor } from '../account/tokens.test-data.js';
import { accountEnded, type AccountEvent } from '../account/events.js';
import { passwordChanged, passwordIssued } from '../account/password-events.js';
import {
  tokenCalledBack,
  tokenDeactivated,
  tokenHandedOver,
  tokenIssued,
  tokenReturned,
} from '../account/token-events.js';
import { event } from '../catalogue.js';
import {
  departureCompleted,
  moveAnnounced,
  moveWithdrawn,
  organisationClosed,
  type OrganisationEvent,
  organisationLeft,
  organisationRegistered,
} from '../organisation/events.js';
import { evolveOrganisation, noOrganisation } from '../organisation/state.js';
import { type AskedFor } from './letter.js';
import { aConfirmation, aGeneratorLetter, aPasswordLetter, aUsernameLetter } from './letter.test-data.js';
import { letterAskedBy } from './letters-by-event.js';
import { noLongerNeeded } from './no-longer-needed.js';

const goodUntil = '2027-02-22T09:00:00.000Z';
const issuedPassword = (delivery: string, way: 'letter' | 'reset' = 'letter'): AccountEvent =>
  event(passwordIssued, { digest: 'd', way, goodUntil, delivery });
const changedPassword = event(passwordChanged, { digest: 'd', goodUntil });
const generator = { generator: 'generator-1', serialNumber: '4012345678' };
const issued = event(tokenIssued, { ...generator, seedId: 'seed-1', delivery: 'courier' });
const handedOver = event(tokenHandedOver, generator);
const deactivated = event(tokenDeactivated, generator);
const returned = event(tokenReturned, generator);
const calledBack = event(tokenCalledBack, { ...generator, reason: 'account-ended' });
const ended = event(accountEnded, { reservations: [] });
const aCallBack: AskedFor = { ...aGeneratorLetter, kind: 'generator-called-back', channel: 'ordinary-post' };

const reason = (asked: AskedFor, ...history: readonly AccountEvent[]) =>
  noLongerNeeded(asked, { account: { state: given(...history).account, history } });
const aMoveLetter: AskedFor = { ...aConfirmation, kind: 'move-announced', movesOn: '2027-01-01' };
const registered = event(organisationRegistered, { type: 'board', code: '99901', sectors: ['po'] });
const announced = event(moveAnnounced, { date: '2027-01-01' });
const withdrawn = event(moveWithdrawn, { date: '2027-01-01' });
const left = event(organisationLeft, {
  formReference: 'F-6',
  dateReceived: '2026-11-23',
  signatory: 'M. de Boer',
  signatoryId: 's-6',
});
const ofMove = (askedLast: boolean, ...history: readonly OrganisationEvent[]) =>
  noLongerNeeded(aMoveLetter, {
    organisation: { state: history.reduce(evolveOrganisation, noOrganisation), askedLast },
  });
const token = aUser({ signInMethod: 'token' });

describe('whether a letter is still needed', () => {
  it('USR-09 a username is, until a means is coupled or the account ends', () => {
    expect(reason(aUsernameLetter, aUser())).toBeUndefined();
    expect(reason(aUsernameLetter, aUser(), coupledTo('m', 'c'))).toBe('means-coupled');
    expect(reason(aUsernameLetter, aUser(), coupledTo('m', 'c'), decoupledFrom('m'))).toBeUndefined();
    expect(reason(aUsernameLetter, aUser(), ended)).toBe('account-ended');
  });

  it('PWD-10 a password is, as long as it is the newest and a token signs in', () => {
    const first = issuedPassword('delivery-1');
    expect(reason(aPasswordLetter, token, first)).toBeUndefined();
    expect(reason(aPasswordLetter, token, issuedPassword('delivery-0'), first)).toBeUndefined();
    expect(reason(aPasswordLetter, token, first, handedOver)).toBeUndefined();
    expect(reason(aPasswordLetter, token, first, issuedPassword('delivery-2'))).toBe('replaced');
    expect(reason(aPasswordLetter, token, first, issuedPassword('delivery-2', 'reset'))).toBe('replaced');
    expect(reason(aPasswordLetter, token, first, changedPassword)).toBe('replaced');
    expect(reason(aPasswordLetter, token)).toBe('replaced');
    expect(reason(aPasswordLetter, token, first, ended)).toBe('account-ended');
    expect(reason(aPasswordLetter, token, first, coupledTo('m', 'c'))).toBe('means-coupled');
    expect(reason(aPasswordLetter, token, first, coupledTo('m', 'c'), decoupledFrom('m'))).toBe(
      'means-coupled',
    );
  });

  it('TOK-02 a note with a generator is, while that is on its way', () => {
    expect(reason(aGeneratorLetter, token, issued)).toBeUndefined();
    for (const later of [handedOver, deactivated, returned, calledBack])
      expect(reason(aGeneratorLetter, token, issued, later)).toBe('no-longer-needed');
    expect(reason(aGeneratorLetter, token, issued, ended)).toBe('account-ended');
  });

  it('TOK-02 ADM-08 nor is one to an administrator who doesn’t manage the holder’s account any more', () => {
    const history = [token, issued];
    const toAdministrator = (...after: readonly AccountEvent[]) =>
      noLongerNeeded(aGeneratorLetter, {
        account: { state: given(...history).account, history },
        deliveredTo: anAdministratorOf('administrator-1', ...after),
      });
    const form = { formReference: 'F-9', dateReceived: '2026-11-23', signatoryId: 's-9', signatory: 'M.' };
    const authorisation = { organisation: board, role: 'registreren' };
    const withdrawn = (...values: readonly string[]) =>
      event(administratorAuthorisationWithdrawn, {
        ...authorisation,
        kenmerken: values.map((value) => ({ type: 'BRIN', value })),
      });
    expect(toAdministrator()).toBeUndefined();
    expect(toAdministrator(withdrawn('99KG'))).toBeUndefined();
    for (const gone of [
      ended,
      event(administratorSteppedDown, { ...form, afterwards: 'stays-on-as-user' }),
      blockedFor('on-request'),
      withdrawn('99KG', '99KH'),
    ])
      expect(toAdministrator(gone)).toBe('administrator-gone');
  });

  it('TOK-04 END-02 calling a generator back is, until it has returned, also after the account ended', () => {
    expect(reason(aCallBack, token, issued, deactivated, calledBack)).toBeUndefined();
    expect(reason(aCallBack, token, issued, ended, calledBack)).toBeUndefined();
    expect(reason(aCallBack, token, issued, ended, calledBack, returned)).toBe('no-longer-needed');
    const { generator: _without, ...strange } = aCallBack;
    expect(reason(strange, token, issued)).toBe('no-longer-needed');
    expect(reason(aCallBack)).toBe('no-longer-needed');
  });

  it('ORG-05 ORG-06 what is about an organisation is', () => {
    expect(reason(aConfirmation)).toBeUndefined();
    expect(
      noLongerNeeded(aConfirmation, { organisation: { state: noOrganisation, askedLast: false } }),
    ).toBeUndefined();
    expect(noLongerNeeded(aMoveLetter, {})).toBeUndefined();
  });

  it('ORG-06 the announcement of a move is, until another date is announced, or nothing is planned any more', () => {
    expect(ofMove(true, registered, announced)).toBeUndefined();
    expect(ofMove(false, registered, announced)).toBe('replaced');
    expect(ofMove(true, registered, announced, withdrawn)).toBe('no-longer-needed');
    expect(ofMove(true, registered, announced, withdrawn, announced)).toBeUndefined();
    expect(ofMove(false, registered)).toBe('no-longer-needed');
    expect(ofMove(true)).toBe('no-longer-needed');
  });

  it('ORG-06 ORG-05 it is not, once the organisation has left; one that closed may open again', () => {
    expect(ofMove(true, registered, announced, left)).toBe('no-longer-needed');
    expect(ofMove(true, registered, announced, event(organisationClosed, {}))).toBeUndefined();
  });
});

describe('which event asks for which letter', () => {
  it('PWD-10 TOK-02 a password by letter does; one that was shown does not (PWD-09)', () => {
    expect(letterAskedBy(issuedPassword('delivery-1'))).toEqual({
      kind: 'password',
      channel: 'ordinary-post',
      delivery: 'delivery-1',
    });
    expect(letterAskedBy(issuedPassword('delivery-1', 'reset'))).toBeUndefined();
  });

  it('ADM-08 TOK-02 a generator does, to the holder or to who hands it over', () => {
    expect(letterAskedBy(issued)).toEqual({ kind: 'generator', channel: 'courier', ...generator });
    const byPost = event(tokenIssued, {
      ...generator,
      seedId: 'seed-1',
      delivery: 'registered-post',
      deliveredTo: 'account-2',
    });
    expect(letterAskedBy(byPost)).toEqual({
      kind: 'generator',
      channel: 'registered-post',
      ...generator,
      deliveredTo: 'account-2',
    });
  });

  it('TOK-04 a generator that is called back does', () => {
    expect(letterAskedBy(calledBack)).toEqual({
      kind: 'generator-called-back',
      channel: 'ordinary-post',
      ...generator,
    });
  });

  it('ORG-05 an organisation that left does: the confirmation', () => {
    const completed = event(departureCompleted, { accounts: 1, mandates: 0, generators: 0 });
    expect(letterAskedBy(completed)).toEqual({ kind: 'organisation-left', channel: 'ordinary-post' });
  });

  it('ADM-09 a user’s account does not: their administrator prints the letter', () => {
    expect(letterAskedBy(aUser())).toBeUndefined();
  });
});
