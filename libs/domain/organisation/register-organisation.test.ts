import { describe, expect, it } from '@jest/globals';
import { catalogueOf, unfitFields } from '../catalogue.js';
import { organisationEvents } from './events.js';
import { openPart } from './open-part.js';
import { organisationId, type OrganisationEntry, type Part } from './organisation.js';
import { registerOrganisation } from './register-organisation.js';
import { evolveOrganisation, isOpen, noOrganisation, type OrganisationState } from './state.js';
import { takeOutOfSector } from './take-out-of-sector.js';

const municipality: OrganisationEntry = {
  type: 'municipality',
  code: '0099',
  name: 'Gemeente Voorbeeldstad',
  visitingAddress: { street: 'Modelplein', houseNumber: '1', postalCode: '9999 AA', city: 'VOORBEELDSTAD' },
  postalAddress: { street: 'Postbus', houseNumber: '9', city: 'VOORBEELDSTAD' },
  sectors: ['gemeente', 'lrk-gir'],
};

const part: Part = { id: '99KG', type: 'institution', name: 'DUO Test College', sectors: ['gemeente'] };

const given = (): OrganisationState =>
  registerOrganisation(municipality, noOrganisation).reduce<OrganisationState>(
    evolveOrganisation,
    noOrganisation,
  );

describe('registering an organisation', () => {
  it('ORG-01 an organisation has a type, a code with its leading zeros, a name, both addresses and its sectors', () => {
    expect(organisationId(municipality.type, municipality.code)).toBe('municipality-0099');
    expect(given()).toEqual({ ...municipality, state: 'open', parts: new Map() });
    expect(isOpen(given())).toBe(true);
  });

  it('ORG-01 an organisation without known name and addresses has none', () => {
    const board: OrganisationEntry = { type: 'board', code: '99901', sectors: ['po'] };
    const [registered] = registerOrganisation(board, noOrganisation, 'po 2026-04');
    expect(evolveOrganisation(noOrganisation, registered!)).toEqual({
      ...board,
      state: 'open',
      parts: new Map(),
    });
  });

  it('ORG-02 registering it again records nothing', () => {
    expect(registerOrganisation(municipality, given())).toEqual([]);
  });

  it('ORG-01 registering it in another sector records that sector alone', () => {
    const events = registerOrganisation({ ...municipality, sectors: ['gemeente', 'ggd'] }, given());
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['organisation.sector-joined', { sector: 'ggd' }],
    ]);
  });

  it('ORG-02 it leaves a sector where it has no open part, and closes with the last', () => {
    const one = registerOrganisation(
      { ...municipality, sectors: ['gemeente'] },
      noOrganisation,
    ).reduce<OrganisationState>(evolveOrganisation, noOrganisation);
    const withPart = openPart(part, one, 'gemeente 2026-04').reduce(evolveOrganisation, one);
    const [joined] = registerOrganisation({ ...municipality, sectors: ['ggd'] }, withPart);
    const bothWithPart = evolveOrganisation(withPart, joined!);
    const leaving = [one, withPart, given(), bothWithPart, noOrganisation].map((state) =>
      takeOutOfSector('gemeente', state, 'gemeente 2026-05').map(({ type }) => type),
    );
    expect(leaving).toEqual([['organisation.closed'], [], ['organisation.sector-left'], [], []]);
    expect(takeOutOfSector('po', given(), 'po 2026-05')).toEqual([]);
  });

  it('ORG-02 opened again it is in the sectors that it is registered in, not in those that it was in', () => {
    const closed = evolveOrganisation(given(), { type: 'organisation.closed', data: {} });
    const events = registerOrganisation(
      { ...municipality, sectors: ['ggd', 'gemeente'] },
      closed,
      'ggd 2026-05',
    );
    expect(events.map(({ type, data }) => [type, data])).toEqual([
      ['organisation.reopened', { source: 'ggd 2026-05' }],
      ['organisation.sector-joined', { sector: 'ggd', source: 'ggd 2026-05' }],
      ['organisation.sector-left', { sector: 'lrk-gir', source: 'ggd 2026-05' }],
    ]);
    expect(events.reduce(evolveOrganisation, closed)).toMatchObject({
      state: 'open',
      sectors: ['gemeente', 'ggd'],
    });
  });

  it('ORG-01 no event is folded before the organisation is registered', () => {
    const [opened] = openPart(part, noOrganisation, 'po 2026-04');
    expect(evolveOrganisation(noOrganisation, opened!)).toEqual(noOrganisation);
  });

  it('ORG-01 every event has a name of its own and knows its fields', () => {
    const catalogue = catalogueOf(...organisationEvents);
    const events = [
      ...registerOrganisation(municipality, noOrganisation, 'x'),
      ...openPart(part, given(), 'x'),
    ];
    expect(events.flatMap(({ type, data }) => unfitFields(catalogue.get(type)!, data))).toEqual([]);
  });
});
