import { describe, expect, it } from '@jest/globals';
import { type Kenmerk } from '../role/role.js';
import {
  aCatalogue,
  administrator,
  aHolder,
  aRole,
  board,
  given,
  mayGrant,
  policy,
} from './account.test-data.js';
import { createUser } from './create-user.js';
import { type JudgedOrganisation } from './role-requests.js';

const locationOf = (value: string): Kenmerk => ({ type: 'LRK-nummer', value });
const whole = (value: string): Kenmerk => ({ type: 'organisatiecode', value });

const catalogueOf = (organisation: Partial<JudgedOrganisation>) =>
  aCatalogue({
    organisation: {
      id: 'childcare-organisation-KOV1',
      code: 'KOV1',
      sectors: ['lrk-gir'],
      openParts: new Set(['900000001']),
      ...organisation,
    },
    roles: new Map([
      ['opvang', aRole({ code: 'opvang', sectors: ['lrk-gir'], kenmerkType: 'LRK-nummer' })],
      ['toezicht', aRole({ code: 'toezicht', sectors: ['ggd', 'lrk-gir'], kenmerkType: 'organisatiecode' })],
    ]),
  });
const brokenBy = (
  role: string,
  kenmerk: Kenmerk,
  organisation: Partial<JudgedOrganisation> = {},
): readonly string[] =>
  given().when(createUser, {
    // Of the board that the test people belong to; where, is of no matter to what is judged here.
    holder: aHolder({ organisation: board }),
    holdsRightMeans: true,
    roles: [{ role, kenmerken: [kenmerk] }],
    username: '067wtvpm',
    reservations: [],
    taken: { emailAddress: false, username: false },
    authority: administrator(mayGrant(role, kenmerk)),
    catalogue: catalogueOf(organisation),
    policy,
  }).broken;

describe('the roles of an organisation outside the school register', () => {
  it('USR-05 ORG-01 a role at a childcare location takes the LRK number of one that is on record and open', () => {
    expect(brokenBy('opvang', locationOf('900000001'))).toEqual([]);
    expect(brokenBy('opvang', locationOf('900000002'))).toEqual(['ORG-01 roles[0].kenmerken[0].value']);
    expect(brokenBy('opvang', locationOf('90000001'))).toEqual(['USR-05 roles[0].kenmerken[0].value']);
    expect(brokenBy('opvang', whole('KOV1'))).toEqual(['USR-05 roles[0].kenmerken[0].type']);
  });

  it('USR-05 ORG-01 a role for the organisation as a whole takes its own code', () => {
    const service = {
      id: 'health-service-0014',
      code: '0014',
      sectors: ['ggd'],
      openParts: new Set<string>(),
    };
    expect(brokenBy('toezicht', whole('0014'), service)).toEqual([]);
    expect(brokenBy('toezicht', whole('KOV1'))).toEqual([]);
    expect(brokenBy('toezicht', whole('KOV1'), service)).toEqual(['ORG-01 roles[0].kenmerken[0].value']);
  });
});
