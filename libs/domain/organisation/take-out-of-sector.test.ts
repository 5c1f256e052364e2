import { describe, expect, it } from '@jest/globals';
import { closePart, takePartOutOfSector } from './close-part.js';
import { openPart } from './open-part.js';
import { type Part, type Sectors } from './organisation.js';
import { registerOrganisation } from './register-organisation.js';
import { evolveOrganisation, noOrganisation, type OrganisationState } from './state.js';
import { takeOutOfSector } from './take-out-of-sector.js';

const source = 'vo 2026-04';
const board = (...sectors: Sectors): OrganisationState =>
  registerOrganisation({ type: 'board', code: '99901', sectors }, noOrganisation).reduce<OrganisationState>(
    evolveOrganisation,
    noOrganisation,
  );
const part = (...sectors: Sectors): Part => ({
  id: '99KG',
  type: 'institution',
  name: 'DUO Test College',
  sectors,
});
const holding = (held: Part, state: OrganisationState): OrganisationState =>
  openPart(held, state, source).reduce<OrganisationState>(evolveOrganisation, state);

describe('a board that a sector’s register doesn’t know any more', () => {
  it('ORG-02 leaves that sector while it is in another, and closes with the last', () => {
    expect(takeOutOfSector('vo', board('vo', 'mbo'), source)).toEqual([
      { type: 'organisation.sector-left', rule: 'ORG-02', data: { sector: 'vo', source } },
    ]);
    expect(takeOutOfSector('vo', board('vo'), source)).toEqual([
      { type: 'organisation.closed', rule: 'ORG-02', data: { source } },
    ]);
  });

  it('ORG-02 stays while a part of it is open there', () => {
    expect(takeOutOfSector('vo', holding(part('vo'), board('vo', 'mbo')), source)).toEqual([]);
    expect(takeOutOfSector('vo', holding(part('vo'), board('vo')), source)).toEqual([]);
    expect(takeOutOfSector('vo', holding(part('mbo'), board('vo', 'mbo')), source)).toHaveLength(1);
  });

  it('ORG-02 nothing happens to one that is not in the sector, or not there', () => {
    expect(takeOutOfSector('vo', board('mbo'), source)).toEqual([]);
    expect(takeOutOfSector('vo', noOrganisation, source)).toEqual([]);
  });
});

describe('a part that a sector’s register doesn’t know any more', () => {
  it('ORG-02 leaves that sector while it is in another, and closes with the last', () => {
    const data = { part: '99KG', partType: 'institution', name: 'DUO Test College' };
    const state = holding(part('vo', 'mbo'), board('vo', 'mbo'));
    expect(takePartOutOfSector('99KG', 'vo', state, source)).toEqual([
      { type: 'organisation.part-sector-left', rule: 'ORG-02', data: { ...data, sector: 'vo', source } },
    ]);
    expect(takePartOutOfSector('99KG', 'vo', holding(part('vo'), board('vo')), source)).toEqual([
      { type: 'organisation.part-closed', rule: 'ORG-02', data: { ...data, source } },
    ]);
  });

  it('ORG-01 ORG-02 nothing happens to one that is not in the sector, or not open', () => {
    expect(takePartOutOfSector('99KG', 'vo', holding(part('mbo'), board('mbo')), source)).toEqual([]);
    expect(takePartOutOfSector('99KG', 'vo', board('vo'), source)).toEqual([]);
    expect(closePart('99KG', board('vo'), source)).toEqual([]);
  });
});
