import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { type Kenmerk, type Role } from '../role/role.js';
import {
  aCatalogue,
  administrator,
  aHolder,
  anAdministrator,
  aRole,
  aUser,
  board,
  brin,
  given,
  granted,
  mayGrant,
  otherBoard,
  policy,
} from './account.test-data.js';
import { grantAdministratorAuthorisations } from './administrator-authorisations.js';
import { changeRoles } from './change-roles.js';
import { createUser } from './create-user.js';
import { administratorAuthorisationGranted } from './administrator-events.js';
import { type RoleRequest } from './role-requests.js';

/** Who reports and who handles may not be the same; `raadplegen` is kept from who hands it out. */
const catalogueWith = (change: Partial<Role> = {}) =>
  aCatalogue({
    roles: new Map([
      ['melden', aRole({ code: 'melden' })],
      ['behandelen', aRole({ code: 'behandelen', incompatibleWith: ['melden', 'keuren'], ...change })],
      ['keuren', aRole({ code: 'keuren' })],
      ['raadplegen', aRole({ code: 'raadplegen', keptFromGranters: true })],
      ['registreren', aRole()],
    ]),
  });
const all = ['melden', 'behandelen', 'keuren', 'raadplegen', 'registreren'];
const authority = administrator(...all.map((role) => mayGrant(role, brin('99KG'), brin('99KH'))));
const asked = (role: string, ...kenmerken: readonly Kenmerk[]): RoleRequest => ({
  role,
  kenmerken: kenmerken.length > 0 ? kenmerken : [brin('99KG')],
});

const changing = (grant: readonly RoleRequest[], withdraw: readonly RoleRequest[] = []) => ({
  grant,
  withdraw,
  authority,
  catalogue: catalogueWith(),
});
const creating = (...roles: readonly RoleRequest[]) => ({
  holder: aHolder(),
  holdsRightMeans: true,
  roles,
  username: '067wtvpm',
  reservations: [],
  taken: { emailAddress: false, username: false },
  authority,
  catalogue: catalogueWith(),
  policy,
});

describe('roles that may not be held together', () => {
  it('USR-12 a new user gets none beside each other; both are told, whichever of the two says so', () => {
    expect(given().when(createUser, creating(asked('melden'), asked('behandelen')))).toMatchObject({
      recorded: [],
      broken: ['USR-12 roles[0].role', 'USR-12 roles[1].role'],
    });
    expect(given().when(createUser, creating(asked('melden'), asked('keuren'))).broken).toEqual([]);
  });

  it('USR-12 neither is granted to who holds the other, whatever the kenmerken', () => {
    for (const [held, wanted] of [
      ['melden', 'behandelen'],
      ['behandelen', 'melden'],
    ] as const)
      expect(
        given(aUser(), granted(held, brin('99KG'))).when(
          changeRoles,
          changing([asked('registreren'), asked(wanted, brin('99KH'))]),
        ),
      ).toMatchObject({ recorded: [], broken: ['USR-12 grant[1].role'] });
  });

  it('USR-12 it says which ones they are', () => {
    const { refused = [] } = changeRoles(
      changing([asked('behandelen')]),
      given(aUser(), granted('melden', brin('99KG')), granted('keuren', brin('99KG'))).account,
    );
    expect(refused.map(({ message }) => message)).toEqual([
      'This role may not be held together with melden, keuren.',
    ]);
  });

  it('USR-12 who gives up the one can get the other in the same change, but not while a kenmerk of it stays', () => {
    const holding = given(aUser(), granted('melden', brin('99KG'), brin('99KH')));
    const instead = (...withdrawn: readonly Kenmerk[]) =>
      holding.when(changeRoles, changing([asked('behandelen')], [asked('melden', ...withdrawn)]));
    expect(instead(brin('99KG'), brin('99KH')).recorded).toEqual([
      'account.role-granted',
      'account.role-withdrawn',
    ]);
    expect(instead(brin('99KG')).broken).toEqual(['USR-12 grant[0].role']);
  });

  it('USR-12 what was held together before the catalogue said so stays, and other roles can be granted beside it', () => {
    const before = given(aUser(), granted('melden', brin('99KG')), granted('behandelen', brin('99KG')));
    expect(before.when(changeRoles, changing([asked('registreren')])).recorded).toEqual([
      'account.role-granted',
    ]);
    expect(before.when(changeRoles, changing([asked('melden')])).broken).toEqual([]);
    const both = changing([asked('melden'), asked('registreren')]);
    expect(before.when(changeRoles, both).recorded).toEqual(['account.role-granted']);
    expect(before.when(changeRoles, changing([asked('melden', brin('99KH'))])).broken).toEqual([
      'USR-12 grant[0].role',
    ]);
  });
});

describe('a role that is kept from who may hand it out', () => {
  const colleague = given(...anAdministrator(), mayGrant('raadplegen', brin('99KH')));

  it('USR-12 ADM-04 is not granted to an administrator who may hand it out, themselves included', () => {
    expect(colleague.when(changeRoles, changing([asked('raadplegen')]))).toMatchObject({
      recorded: [],
      broken: ['USR-12 grant[0].role'],
    });
  });

  it('USR-12 also where they may hand it out for another organisation only', () => {
    const elsewhere = given(
      ...anAdministrator(),
      event(administratorAuthorisationGranted, {
        organisation: otherBoard,
        role: 'raadplegen',
        kenmerken: [brin('99BB')],
      }),
    );
    expect(elsewhere.when(changeRoles, changing([asked('raadplegen')])).broken).toEqual([
      'USR-12 grant[0].role',
    ]);
  });

  it('USR-10 a role that the catalogue doesn’t have is refused for that alone', () => {
    const gone = given(...anAdministrator(), mayGrant('gone', brin('99KG')));
    const command = {
      ...changing([asked('gone')]),
      authority: administrator(mayGrant('gone', brin('99KG'))),
    };
    expect(gone.when(changeRoles, command).broken).toEqual(['USR-10 grant[0].role']);
  });

  it('ADM-04 other roles that they may hand out they may hold, and others may hold this one', () => {
    expect(colleague.when(changeRoles, changing([asked('registreren')])).broken).toEqual([]);
    expect(
      given(aUser(), granted('melden', brin('99KG'))).when(changeRoles, changing([asked('raadplegen')]))
        .recorded,
    ).toEqual(['account.role-granted']);
    expect(given(...anAdministrator()).when(changeRoles, changing([asked('raadplegen')])).broken).toEqual([]);
  });

  const onForm = (role: string) => ({
    form: { reference: 'F-2', dateReceived: '2026-11-20', signatory: 'B. Bestuurder', signatoryId: 's-2' },
    authorisations: [
      { organisation: board, ...asked('keuren') },
      { organisation: board, ...asked(role) },
    ],
    catalogue: catalogueWith(),
    mandates: new Map(),
    by: 'desk-1',
  });

  it('USR-12 ADM-01 who holds it gets no right to hand it out', () => {
    const holder = given(...anAdministrator(), granted('raadplegen', brin('99KG')));
    expect(holder.when(grantAdministratorAuthorisations, onForm('raadplegen'))).toMatchObject({
      recorded: [],
      broken: ['USR-12 authorisations[1].role'],
    });
  });

  it('USR-12 neither for another organisation, on whose mandate it is judged', () => {
    const holder = given(...anAdministrator(), granted('raadplegen', brin('99KG')));
    const elsewhere = {
      ...onForm('raadplegen'),
      authorisations: [{ organisation: otherBoard, ...asked('raadplegen') }],
      catalogue: aCatalogue({ roles: new Map() }),
      mandates: new Map([
        [otherBoard, { roles: new Set(['raadplegen']), catalogue: catalogueWith(), recordedBy: new Map() }],
      ]),
    };
    expect(holder.when(grantAdministratorAuthorisations, elsewhere).broken).toEqual([
      'USR-12 authorisations[0].role',
    ]);
  });

  it('ADM-04 a role that is not kept apart may be both held and handed out', () => {
    const holder = given(...anAdministrator(), granted('melden', brin('99KG')));
    expect(holder.when(grantAdministratorAuthorisations, onForm('melden')).broken).toEqual([]);
  });
});
