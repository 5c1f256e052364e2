import { describe, expect, it } from '@jest/globals';
import { type BoardForm } from '../board-form.js';
import { event } from '../catalogue.js';
import { type Decision } from '../rules.js';
import {
  departureCompleted,
  organisationClosed,
  type OrganisationEvent,
  organisationLeft,
  organisationRegistered,
} from './events.js';
import { completeDeparture, leaveOrganisation } from './leave-organisation.js';
import { openPart } from './open-part.js';
import { registerOrganisation } from './register-organisation.js';
import { takeOutOfSector } from './take-out-of-sector.js';
import { evolveOrganisation, isOpen, noOrganisation, openParts, type OrganisationState } from './state.js';

const entry = { type: 'board', code: '99901', sectors: ['po'] } as const;
const registered = event(organisationRegistered, entry);
const form: BoardForm = {
  reference: 'F-6',
  dateReceived: '2026-11-23',
  signatory: 'M. de Boer',
  signatoryId: 's-6',
};
const inTheEvent = {
  formReference: 'F-6',
  dateReceived: '2026-11-23',
  signatory: 'M. de Boer',
  signatoryId: 's-6',
};
const left = event(organisationLeft, inTheEvent);
const counts = { accounts: 2, mandates: 1, generators: 3 };
const completed = event(departureCompleted, counts);

const given = (...history: readonly OrganisationEvent[]): OrganisationState =>
  history.reduce(evolveOrganisation, noOrganisation);
const leaving = (state: OrganisationState, today = '2026-11-23') => leaveOrganisation({ form, today }, state);
const outcome = ({ events, refused = [] }: Decision<OrganisationEvent>) => ({
  events,
  broken: refused.map(({ rule, field }) => (field === undefined ? rule : `${rule} ${field}`)),
});

describe('an organisation that leaves', () => {
  it('ORG-05 leaves on a written request; what was signed by whom stands in the event', () => {
    expect(outcome(leaving(given(registered)))).toEqual({
      events: [{ type: 'organisation.left', rule: 'ORG-05', data: inTheEvent }],
      broken: [],
    });
  });

  it('ORG-05 one that the register has closed can leave too: its accounts are still there', () => {
    const { events } = leaving(given(registered, event(organisationClosed, {})));
    expect(events.map(({ type }) => type)).toEqual(['organisation.left']);
  });

  it('ORG-05 one that is not on record can’t', () => {
    expect(outcome(leaving(noOrganisation))).toEqual({ events: [], broken: ['ORG-05'] });
  });

  it('ORG-05 the request is received today or before', () => {
    expect(outcome(leaving(given(registered), '2026-11-22'))).toEqual({
      events: [],
      broken: ['ORG-05 form.dateReceived'],
    });
    expect(leaving(given(registered), '2026-11-24').events).toHaveLength(1);
  });

  it('ORG-05 USR-06 it leaves once', () => {
    expect(outcome(leaving(given(registered, left)))).toEqual({ events: [], broken: [] });
    expect(outcome(leaving(given(registered, left, completed)))).toEqual({ events: [], broken: [] });
  });

  it('ORG-05 from then on it is open for nothing', () => {
    expect(
      [given(registered), given(registered, left), given(registered, left, completed)].map(isOpen),
    ).toEqual([true, false, false]);
  });

  it('ORG-05 ORG-02 the register goes on about its parts, and brings it back for nothing', () => {
    const source = 'po 2026-12';
    const closed = takeOutOfSector('po', given(registered, left), source);
    const afterClosing = given(registered, left, ...closed);
    const reopened = registerOrganisation(entry, afterClosing, source);
    const back = given(registered, left, ...closed, ...reopened);
    const part = { id: '99KG', type: 'institution', name: 'DUO Test College', sectors: ['po'] } as const;
    const withPart = given(registered, left, ...closed, ...reopened, ...openPart(part, back, source));
    expect([...closed, ...reopened].map(({ type }) => type)).toEqual([
      'organisation.closed',
      'organisation.reopened',
    ]);
    expect(openParts(withPart).map(({ id }) => id)).toEqual(['99KG']);
    expect([isOpen(back), isOpen(withPart)]).toEqual([false, false]);
  });
});

describe('a departure that was carried out', () => {
  it('ORG-05 is recorded once, with what it took', () => {
    expect(completeDeparture(counts, given(registered, left)).events).toEqual([
      { type: 'organisation.departure-completed', rule: 'ORG-05', data: counts },
    ]);
    expect(completeDeparture(counts, given(registered, left, completed))).toEqual({ events: [] });
  });

  it('ORG-05 is recorded of nobody who didn’t leave', () => {
    expect(completeDeparture(counts, given(registered))).toEqual({ events: [] });
    expect(completeDeparture(counts, noOrganisation)).toEqual({ events: [] });
  });
});
