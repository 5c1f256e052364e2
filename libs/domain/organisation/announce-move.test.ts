import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { letterAskedBy, typesThatAskForLetters } from '../letter/letters-by-event.js';
import { announceMove } from './announce-move.js';
import {
  moveAnnounced,
  moveWithdrawn,
  organisationClosed,
  type OrganisationEvent,
  organisationLeft,
  organisationRegistered,
  organisationReopened,
} from './events.js';
import { evolveOrganisation, noOrganisation, type OrganisationState } from './state.js';

const registered = event(organisationRegistered, { type: 'board', code: '99901', sectors: ['po'] });
const closed = event(organisationClosed, {});
const left = event(organisationLeft, {
  formReference: 'F-6',
  dateReceived: '2026-11-23',
  signatory: 'M. de Boer',
  signatoryId: 's-6',
});
const told = (date: string) => event(moveAnnounced, { date }, 'ORG-06');
const given = (...history: readonly OrganisationEvent[]): OrganisationState =>
  history.reduce(evolveOrganisation, noOrganisation);

describe('telling an organisation when it moves to eHerkenning', () => {
  it('ORG-06 it is told its date', () => {
    expect(announceMove('2027-01-01', given(registered)).events).toEqual([
      { type: 'organisation.move-announced', rule: 'ORG-06', data: { date: '2027-01-01' } },
    ]);
  });

  it('ORG-06 it is told again when the date changes, and not when it doesn’t', () => {
    const state = given(registered, told('2027-01-01'));
    expect(announceMove('2027-06-01', state)).toEqual({ events: [told('2027-06-01')] });
    expect(announceMove('2027-01-01', state)).toEqual({ events: [] });
    const movedBack = given(registered, told('2027-01-01'), told('2027-06-01'));
    expect(announceMove('2027-01-01', movedBack).events).toHaveLength(1);
  });

  it('ORG-06 where nothing is planned there is nothing to tell', () => {
    expect(announceMove(undefined, given(registered))).toEqual({ events: [] });
  });

  it('ORG-06 where nothing is planned any more, what it was told is withdrawn, once; also when it has closed', () => {
    const withdrawn = event(moveWithdrawn, { date: '2027-01-01' }, 'ORG-06');
    for (const state of [
      given(registered, told('2027-01-01')),
      given(registered, told('2027-01-01'), closed),
    ])
      expect(announceMove(undefined, state)).toEqual({ events: [withdrawn] });
    const after = given(registered, told('2027-01-01'), withdrawn);
    expect(after).not.toHaveProperty('moveAnnounced');
    expect(announceMove(undefined, after)).toEqual({ events: [] });
    expect(announceMove('2027-01-01', after)).toEqual({ events: [told('2027-01-01')] });
    expect(announceMove(undefined, noOrganisation)).toEqual({ events: [] });
  });

  it('ORG-06 ORG-05 one that has closed, has left or never was is not told', () => {
    for (const state of [given(registered, closed), given(registered, left), noOrganisation])
      expect(announceMove('2027-01-01', state)).toEqual({ events: [] });
  });

  it('ORG-06 one that exists again is told', () => {
    const state = given(registered, closed, event(organisationReopened, {}));
    expect(announceMove('2027-01-01', state).events).toHaveLength(1);
  });

  it('ORG-06 that asks for a letter with the date, by ordinary post', () => {
    expect(typesThatAskForLetters.has('organisation.move-announced')).toBe(true);
    expect(letterAskedBy(told('2027-01-01'))).toEqual({
      kind: 'move-announced',
      channel: 'ordinary-post',
      movesOn: '2027-01-01',
    });
  });
});
