import { describe, expect, it } from '@jest/globals';
import { type RecordOrganisation, recordOrganisation } from './record-organisation.js';
import { evolveOrganisation, noOrganisation, type OrganisationState } from './state.js';

const municipality: RecordOrganisation = {
  type: 'municipality',
  code: '0014',
  name: 'Gemeente Groningen',
  visitingAddress: { street: 'Modelplein', houseNumber: '1', city: 'GRONINGEN' },
  postalAddress: { street: 'Postbus', houseNumber: '9', city: 'GRONINGEN' },
  sectors: ['gemeente'],
  rmcRegion: '03',
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
    const { events, state } = when(municipality);
    expect(events).toEqual([{ type: 'organisation.registered', rule: 'ORG-01', data: municipality }]);
    expect(state).toEqual({ ...municipality, state: 'open', parts: new Map() });
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
      const { type: _type, code: _code, sectors: _sectors, ...entry } = { ...municipality, ...change };
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
