import { describe, expect, it } from '@jest/globals';
import { type RecordOrganisation, recordOrganisation } from './record-organisation.js';
import { evolveOrganisation, noOrganisation, openParts, type OrganisationState } from './state.js';

const municipality: RecordOrganisation = {
  type: 'municipality',
  code: '0014',
  name: 'Gemeente Groningen',
  visitingAddress: { street: 'Modelplein', houseNumber: '1', city: 'GRONINGEN' },
  postalAddress: { street: 'Postbus', houseNumber: '9', city: 'GRONINGEN' },
  sectors: ['gemeente'],
  rmcRegion: '03',
  parts: [],
};
const { rmcRegion: _region, ...office } = { ...municipality, type: 'administration-office' as const };

const when = (entry: RecordOrganisation, state: OrganisationState = noOrganisation) => {
  const { events, refused = [] } = recordOrganisation(entry, state);
  return {
    events,
    recorded: events.map(({ type }) => type),
    broken: refused.map(({ rule, field }) => `${rule} ${field}`),
    state: events.reduce(evolveOrganisation, state),
  };
};
const known = () => when(municipality).state;

describe('putting an organisation outside the school register on record', () => {
  it('ORG-01 a municipality has its gemeentecode, name, addresses, sectors and RMC region', () => {
    const { parts: _parts, ...entry } = municipality;
    const { events, state } = when(municipality);
    expect(events).toEqual([{ type: 'organisation.registered', rule: 'ORG-01', data: entry }]);
    expect(state).toEqual({ ...entry, state: 'open', parts: new Map() });
  });

  it('ORG-01 a code has the form of its type: a municipality’s four digits', () => {
    for (const code of ['14', '00140', '001A', ''])
      expect(when({ ...municipality, code })).toMatchObject({ recorded: [], broken: ['ORG-01 code'] });
    for (const type of ['administration-office', 'childcare-organisation', 'health-service'] as const) {
      for (const code of ['AB', '12345678', '0014'])
        expect(when({ ...office, type, code }).broken).toEqual([]);
      for (const code of ['A', '123456789', 'ab'])
        expect(when({ ...office, type, code }).broken).toEqual(['ORG-01 code']);
    }
  });

  it('ORG-01 an RMC region is one that there is, and a municipality’s', () => {
    expect(when({ ...municipality, rmcRegion: '42' }).broken).toEqual(['ORG-01 rmcRegion']);
    expect(when({ ...municipality, rmcRegion: '41' }).broken).toEqual([]);
    expect(when({ ...office, rmcRegion: '03' }).broken).toEqual(['ORG-01 rmcRegion']);
    expect(when(office).broken).toEqual([]);
  });

  it('ORG-01 all that is wrong is told at once', () => {
    expect(when({ ...municipality, code: '14', rmcRegion: '00' }).broken).toEqual([
      'ORG-01 code',
      'ORG-01 rmcRegion',
    ]);
  });

  it('USR-06 the same entry again records nothing', () => {
    expect(when(municipality, known()).recorded).toEqual([]);
  });

  it('ORG-01 each change of name, address or region is recorded with all that is on record then', () => {
    for (const change of [
      { name: 'Gemeente Gruno' },
      { rmcRegion: '04' },
      { visitingAddress: { street: 'Modelplein', houseNumber: '2', city: 'GRONINGEN' } },
      { postalAddress: { street: 'Postbus', houseNumber: '10', city: 'GRONINGEN' } },
    ]) {
      const {
        type: _type,
        code: _code,
        sectors: _sectors,
        parts: _parts,
        ...entry
      } = { ...municipality, ...change };
      const { events, state } = when({ ...municipality, ...change }, known());
      expect(events).toEqual([{ type: 'organisation.entry-changed', rule: 'ORG-01', data: entry }]);
      expect(state).toEqual({ ...municipality, ...change, state: 'open', parts: new Map() });
    }
  });

  it('ORG-01 what is left out is not on record any more', () => {
    const { visitingAddress: _visiting, postalAddress: _postal, rmcRegion: _gone, ...bare } = municipality;
    expect(when(bare, known()).state).toEqual({ ...bare, state: 'open', parts: new Map() });
  });

  it('ORG-01 it joins another sector, and leaves none', () => {
    const joined = when({ ...municipality, sectors: ['ggd'] }, known());
    expect(joined.recorded).toEqual(['organisation.sector-joined']);
    expect(joined.state).toMatchObject({ sectors: ['gemeente', 'ggd'] });
  });
});

describe('the locations of a childcare organisation', () => {
  const north = {
    id: '900000001',
    name: 'De Vlinder',
    visitingAddress: { street: 'Modelplein', houseNumber: '3', city: 'GRONINGEN' },
  };
  const south = { id: '000000002', name: 'De Rups' };
  const { rmcRegion: _region, ...fields } = municipality;
  const childcare: RecordOrganisation = {
    ...fields,
    type: 'childcare-organisation',
    code: '12345678',
    sectors: ['lrk-gir'],
    parts: [north, south],
  };
  const both = when(childcare).state;

  it('ORG-01 each is a part with its LRK number, name and address, in the sectors of the organisation', () => {
    const { recorded, events, state } = when(childcare);
    expect(recorded).toEqual([
      'organisation.registered',
      'organisation.part-opened',
      'organisation.part-opened',
    ]);
    expect(events[1]).toEqual({
      type: 'organisation.part-opened',
      rule: 'ORG-01',
      data: {
        part: '900000001',
        partType: 'location',
        name: 'De Vlinder',
        visitingAddress: north.visitingAddress,
        sectors: ['lrk-gir'],
      },
    });
    expect(openParts(state)).toEqual([
      { ...north, type: 'location', sectors: ['lrk-gir'] },
      { ...south, type: 'location', sectors: ['lrk-gir'] },
    ]);
  });

  it('ORG-01 USR-06 the same list again records nothing, in whatever order', () => {
    expect(when(childcare, both).recorded).toEqual([]);
    expect(when({ ...childcare, parts: [south, north] }, both).recorded).toEqual([]);
  });

  it('ORG-01 where none are given they stay as they are; an empty list closes them', () => {
    const { parts: _parts, ...silent } = childcare;
    expect(when(silent, both).recorded).toEqual([]);
    expect(when({ ...childcare, parts: [] }, both).recorded).toEqual([
      'organisation.part-closed',
      'organisation.part-closed',
    ]);
  });

  it('ORG-01 another name, another address, a new location and one that is not named any more are each a fact', () => {
    const moved = { ...north, name: 'De Pop', visitingAddress: { street: 'Proefstraat', houseNumber: '4' } };
    const { events, state } = when(
      { ...childcare, parts: [moved, { id: '900000003', name: 'Nieuw' }] },
      both,
    );
    expect(events.map(({ type, data, rule }) => [type, 'part' in data && data.part, rule])).toEqual([
      ['organisation.part-renamed', '900000001', 'ORG-01'],
      ['organisation.part-moved', '900000001', 'ORG-01'],
      ['organisation.part-opened', '900000003', 'ORG-01'],
      ['organisation.part-closed', '000000002', 'ORG-01'],
    ]);
    expect(openParts(state).map(({ id, name }) => [id, name])).toEqual([
      ['900000001', 'De Pop'],
      ['900000003', 'Nieuw'],
    ]);
    expect(when(childcare, state).recorded).toContain('organisation.part-opened');
  });

  it('ORG-01 they join the sector that the organisation joins', () => {
    const joined = when({ ...childcare, sectors: ['personenregister-kinderopvang'] }, both);
    expect(openParts(joined.state).map(({ sectors }) => sectors)).toEqual([
      ['lrk-gir', 'personenregister-kinderopvang'],
      ['lrk-gir', 'personenregister-kinderopvang'],
    ]);
  });

  it('ORG-01 an LRK number has nine digits, and is named once', () => {
    const wrong = ['12345678', '1234567890', '12345678A'].map((id) => ({ ...north, id }));
    expect(when({ ...childcare, parts: [...wrong, south, south] })).toMatchObject({
      recorded: [],
      broken: [0, 1, 2, 4].map((place) => `ORG-01 parts[${place}].id`),
    });
  });

  it('ORG-01 no other organisation outside the register has parts', () => {
    expect(when({ ...municipality, parts: [north] }).broken).toEqual(['ORG-01 parts']);
    for (const type of ['administration-office', 'health-service'] as const)
      expect(when({ ...childcare, type }).broken).toEqual(['ORG-01 parts']);
  });
});
