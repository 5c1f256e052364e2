import { describe, expect, it } from '@jest/globals';
import { type Kenmerk } from '../role/role.js';
import {
  aCatalogue,
  administrator,
  aHolder,
  aRole,
  aUser,
  board,
  given,
  granted,
  mayGrant,
  policy,
} from './account.test-data.js';
import { changeRoles } from './change-roles.js';
import { createUser } from './create-user.js';
import { type JudgedOrganisation, type RoleRequest } from './role-requests.js';

const code = (value: string): Kenmerk => ({ type: 'gemeentecode', value });
const region = (value: string): Kenmerk => ({ type: 'RMC-regio', value });

const ofMunicipalities = { sectors: ['gemeente'], kenmerkType: 'gemeentecode' } as const;
const catalogueOf = (change: Partial<JudgedOrganisation> = {}) =>
  aCatalogue({
    organisation: {
      id: 'municipality-0014',
      code: '0014',
      sectors: ['gemeente'],
      openParts: new Set(),
      rmcRegion: '03',
      ...change,
    },
    roles: new Map([
      ['gemeente-code', aRole({ code: 'gemeente-code', ...ofMunicipalities })],
      ['hoofd-gemeente-code', aRole({ code: 'hoofd-gemeente-code', ...ofMunicipalities })],
      ['behandelaar-rmc', aRole({ code: 'behandelaar-rmc', ...ofMunicipalities, kenmerkType: 'RMC-regio' })],
    ]),
  });
/** Of the board that the test people belong to; where, is of no matter to what is judged here. */
const authority = administrator(
  mayGrant('gemeente-code', code('0014'), code('0015')),
  mayGrant('hoofd-gemeente-code', code('0014')),
  mayGrant('behandelaar-rmc', region('03'), region('04')),
);
const creating = (roles: readonly RoleRequest[], catalogue = catalogueOf()) =>
  given().when(createUser, {
    holder: aHolder({ organisation: board }),
    holdsRightMeans: true,
    roles,
    username: '067wtvpm',
    reservations: [],
    taken: { emailAddress: false, username: false },
    authority,
    catalogue,
    policy,
  });

describe('the roles of a municipality', () => {
  it('USR-11 Gemeente code and Hoofd Gemeente code are granted side by side, each with its own kenmerken', () => {
    const { account, broken } = creating([
      { role: 'gemeente-code', kenmerken: [code('0014')] },
      { role: 'hoofd-gemeente-code', kenmerken: [code('0014')] },
      { role: 'behandelaar-rmc', kenmerken: [region('03')] },
    ]);
    expect(broken).toEqual([]);
    expect(account).toMatchObject({
      roles: new Map([
        ['gemeente-code', [code('0014')]],
        ['hoofd-gemeente-code', [code('0014')]],
        ['behandelaar-rmc', [region('03')]],
      ]),
    });
  });

  it('USR-11 taking the one away leaves the other with its kenmerk', () => {
    const both = given(
      aUser(),
      granted('gemeente-code', code('0014')),
      granted('hoofd-gemeente-code', code('0014')),
    );
    const { account } = both.when(changeRoles, {
      grant: [],
      withdraw: [{ role: 'hoofd-gemeente-code', kenmerken: [code('0014')] }],
      authority,
      catalogue: catalogueOf(),
    });
    expect(account).toMatchObject({ roles: new Map([['gemeente-code', [code('0014')]]]) });
  });

  it('USR-11 ORG-01 a code is the municipality’s own, whatever else has the same code', () => {
    const asking = (value: string) => [{ role: 'gemeente-code', kenmerken: [code(value)] }];
    expect(creating(asking('0015')).broken).toEqual(['ORG-01 roles[0].kenmerken[0].value']);
    const service = catalogueOf({ id: 'health-service-0014', sectors: ['gemeente', 'ggd'] });
    expect(creating(asking('0014'), service).broken).toEqual(['ORG-01 roles[0].kenmerken[0].value']);
  });

  it('USR-11 ORG-01 a region is the one that the municipality is on record in', () => {
    const asking = (value: string) => [{ role: 'behandelaar-rmc', kenmerken: [region(value)] }];
    expect(creating(asking('03')).broken).toEqual([]);
    expect(creating(asking('04')).broken).toEqual(['ORG-01 roles[0].kenmerken[0].value']);
    const { rmcRegion: _unknown, ...elsewhere } = catalogueOf().organisation as JudgedOrganisation;
    expect(creating(asking('03'), { ...catalogueOf(), organisation: elsewhere }).broken).toEqual([
      'ORG-01 roles[0].kenmerken[0].value',
    ]);
  });

  it('USR-10 a school doesn’t grant them', () => {
    const school = catalogueOf({ id: board, code: '99901', sectors: ['po'] });
    expect(creating([{ role: 'gemeente-code', kenmerken: [code('0014')] }], school).broken).toEqual([
      'USR-10 roles[0].role',
      'ORG-01 roles[0].kenmerken[0].value',
    ]);
  });
});
