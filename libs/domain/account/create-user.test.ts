import { describe, expect, it } from '@jest/globals';
import {
  aCatalogue,
  aHolder,
  administrator,
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
  serviceDesk,
  strangeAdministrator,
} from './account.test-data.js';
import { createUser, type CreateUser } from './create-user.js';
import { administratorAuthorisationGranted } from './administrator-events.js';
import { reservationAbandoned } from './events.js';
import { event } from '../catalogue.js';

const creating = (change: Partial<CreateUser> = {}): CreateUser => ({
  holder: aHolder(),
  roles: [{ role: 'registreren', kenmerken: [brin('99KG')] }],
  username: '067wtvpm',
  reservations: ['reservation-email-address-1-a', 'reservation-username-1-b'],
  taken: { emailAddress: false, username: false },
  authority: administrator(),
  holdsRightMeans: true,
  catalogue: aCatalogue(),
  policy,
  ...change,
});

const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('creating a user', () => {
  it('USR-02 a user has a sign-in method, an organisation, a name, a telephone number and an e-mail address; prefix and function may be given', () => {
    const holder = aHolder({ prefix: 'van', function: 'Administratief medewerker' });
    const { events, broken, account } = given().when(createUser, creating({ holder }));
    expect(broken).toEqual([]);
    expect(events).toEqual([
      {
        type: 'account.user-created',
        rule: 'USR-02',
        data: {
          ...holder,
          username: '067wtvpm',
          reservations: ['reservation-email-address-1-a', 'reservation-username-1-b'],
          holdsRightMeans: true,
        },
      },
      {
        type: 'account.role-granted',
        rule: 'ADM-03',
        data: { role: 'registreren', kenmerken: [brin('99KG')] },
      },
    ]);
    expect(account).toMatchObject({
      state: 'living',
      kind: 'user',
      organisation: board,
      roles: new Map([['registreren', [brin('99KG')]]]),
      authorisations: [],
      coupling: { state: 'none' },
    });
  });

  it('CNV-05 with eherkenning only with the word that the person holds the right means and knows of it', () => {
    const { holdsRightMeans: _word, ...unsaid } = creating();
    for (const command of [unsaid, creating({ holdsRightMeans: false })])
      expect(given().when(createUser, command)).toMatchObject(refusedAs('CNV-05 holdsRightMeans'));
  });

  it('CNV-05 with token the word isn’t asked, and not recorded', () => {
    const holder = aHolder({ signInMethod: 'token', username: 'Drenth99ED' });
    const { holdsRightMeans: _word, ...unsaid } = creating({ holder });
    for (const command of [unsaid, creating({ holder })]) {
      const { broken, events } = given().when(createUser, command);
      expect(broken).toEqual([]);
      expect(events[0]?.data).not.toHaveProperty('holdsRightMeans');
    }
  });

  it('USR-03 with eherkenning no username may be given', () => {
    const holder = aHolder({ username: 'Drenth99ED' });
    expect(given().when(createUser, creating({ holder }))).toMatchObject(refusedAs('USR-03 username'));
  });

  it('USR-03 with token the administrator chooses the username, and must', () => {
    const token = { signInMethod: 'token' } as const;
    expect(given().when(createUser, creating({ holder: aHolder(token) }))).toMatchObject(
      refusedAs('USR-03 username'),
    );
    const chosen = aHolder({ ...token, username: 'Drenth99ED' });
    const { events } = given().when(createUser, creating({ holder: chosen, username: 'Drenth99ED' }));
    expect(events[0]?.data).toMatchObject({ username: 'Drenth99ED', signInMethod: 'token' });
  });

  it('USR-03 a username that was given out before is refused', () => {
    const holder = aHolder({ signInMethod: 'token', username: 'Drenth99ED' });
    const taken = { emailAddress: false, username: true };
    expect(given().when(createUser, creating({ holder, taken }))).toMatchObject(refusedAs('USR-03 username'));
  });

  it('USR-04 an e-mail address that another account has is refused', () => {
    const taken = { emailAddress: true, username: false };
    expect(given().when(createUser, creating({ taken }))).toMatchObject(refusedAs('USR-04 emailAddress'));
  });

  it('USR-04 the address of a shared mailbox or a consumer provider is refused', () => {
    for (const emailAddress of ['info@school.example', 'sr.groningen@gmail.com'])
      expect(given().when(createUser, creating({ holder: aHolder({ emailAddress }) }))).toMatchObject(
        refusedAs('USR-04 emailAddress'),
      );
  });

  it('USR-05 a user needs at least one role', () => {
    expect(given().when(createUser, creating({ roles: [] }))).toMatchObject(refusedAs('USR-05 roles'));
  });

  it('USR-05 each role needs a kenmerk, of the type that the role asks for and in its form', () => {
    const authority = administrator(mayGrant('examens', brin('99KG')), mayGrant('registreren', brin('66kg')));
    const roles = [
      { role: 'registreren', kenmerken: [] },
      { role: 'examens', kenmerken: [brin('99KG')] },
      { role: 'registreren', kenmerken: [brin('66kg')] },
    ];
    expect(given().when(createUser, creating({ roles, authority }))).toMatchObject(
      refusedAs(
        'USR-05 roles[0].kenmerken',
        'USR-05 roles[1].kenmerken[0].type',
        'USR-05 roles[2].kenmerken[0].value',
      ),
    );
  });

  it('USR-05 all that is missing or wrong is told at once, and per role', () => {
    const command = creating({
      holder: aHolder({ username: 'Drenth99ED', emailAddress: 'info@gmail.com' }),
      taken: { emailAddress: true, username: false },
      roles: [
        { role: 'unheard-of', kenmerken: [] },
        { role: 'registreren', kenmerken: [brin('99KG'), brin('00AA')] },
        { role: 'registreren', kenmerken: [] },
      ],
    });
    expect(given().when(createUser, command)).toMatchObject(
      refusedAs(
        'USR-03 username',
        'USR-04 emailAddress',
        'USR-04 emailAddress',
        'USR-04 emailAddress',
        'USR-10 roles[0].role',
        'ORG-01 roles[1].kenmerken[1].value',
        'USR-05 roles[2].kenmerken',
        'ADM-03 roles[1].kenmerken[1]',
      ),
    );
  });

  it('USR-06 a request that is wrong in one place records nothing at all', () => {
    const roles = [
      { role: 'registreren', kenmerken: [brin('99KG')] },
      { role: 'registreren', kenmerken: [brin('00AA')] },
    ];
    expect(given().when(createUser, creating({ roles })).recorded).toEqual([]);
  });

  it('USR-06 an account is made once: what was made, or swept up halfway, is not made again', () => {
    expect(given(aUser()).when(createUser, creating())).toMatchObject(refusedAs('USR-06'));
    const abandoned = event(reservationAbandoned, { reservation: 'reservation-email-address-1-a' });
    expect(given(abandoned).when(createUser, creating())).toMatchObject(refusedAs('USR-06'));
  });

  it('USR-10 a role is granted from its first day in force until the day before its end', () => {
    const role = aRole({ inForceFrom: '2026-11-20', inForceUntil: '2026-11-23' });
    const on = (today: string) =>
      given().when(
        createUser,
        creating({ catalogue: aCatalogue({ today, roles: new Map([['registreren', role]]) }) }),
      ).broken;
    expect(on('2026-11-19')).toEqual(['USR-10 roles[0].role']);
    expect(on('2026-11-20')).toEqual([]);
    expect(on('2026-11-22')).toEqual([]);
    expect(on('2026-11-23')).toEqual(['USR-10 roles[0].role']);
  });

  it('USR-10 a role for other sectors than the organisation’s is refused', () => {
    const roles = new Map([['registreren', aRole({ sectors: ['mbo', 'ho'] })]]);
    expect(given().when(createUser, creating({ catalogue: aCatalogue({ roles }) }))).toMatchObject(
      refusedAs('USR-10 roles[0].role'),
    );
    const shared = new Map([['registreren', aRole({ sectors: ['mbo', 'po'] })]]);
    expect(given().when(createUser, creating({ catalogue: aCatalogue({ roles: shared }) })).broken).toEqual(
      [],
    );
  });

  it('ORG-01 a kenmerk is an open part of the organisation, or the number of the board itself', () => {
    const organisation = { id: board, code: '99901', sectors: ['po'], openParts: new Set(['99KH']) };
    const own = { type: 'bestuursnummer', value: '99901' } as const;
    const another = { type: 'bestuursnummer', value: '99902' } as const;
    const command = creating({
      authority: administrator(mayGrant('bestuur', own, another)),
      catalogue: aCatalogue({ organisation }),
      roles: [
        { role: 'registreren', kenmerken: [brin('99KG'), brin('99KH')] },
        { role: 'bestuur', kenmerken: [own, another] },
      ],
    });
    expect(given().when(createUser, command)).toMatchObject(
      refusedAs('ORG-01 roles[0].kenmerken[0].value', 'ORG-01 roles[1].kenmerken[1].value'),
    );
  });

  it('ADM-02 an organisation that is closed, unknown or out of reach does not exist for an administrator', () => {
    const outOfReach = refusedAs('ADM-02 organisation');
    const nowhere = aCatalogue({ organisation: undefined });
    expect(given().when(createUser, creating({ catalogue: nowhere }))).toMatchObject(outOfReach);
    expect(given().when(createUser, creating({ authority: strangeAdministrator() }))).toMatchObject(
      outOfReach,
    );
    const elsewhere = creating({ holder: aHolder({ organisation: otherBoard }) });
    expect(given().when(createUser, elsewhere)).toMatchObject(outOfReach);
  });

  it('ADM-02 a user, who administers nothing, reaches nothing', () => {
    const authority = {
      kind: 'administrator',
      account: 'user-1',
      state: given(aUser()).account,
      mandates: new Map(),
    } as const;
    expect(given().when(createUser, creating({ authority }))).toMatchObject(refusedAs('ADM-02 organisation'));
    const nobody = {
      kind: 'administrator',
      account: 'nobody',
      state: given().account,
      mandates: new Map(),
    } as const;
    expect(given().when(createUser, creating({ authority: nobody }))).toMatchObject(
      refusedAs('ADM-02 organisation'),
    );
  });

  it('ADM-03 an administrator grants only what is inside their own authorisations: this role, for this kenmerk', () => {
    const authority = administrator(mayGrant('bestuur', { type: 'bestuursnummer', value: '99901' }));
    const openParts = new Set(['99KG', '99ZZ', '99KG00']);
    const command = creating({
      authority,
      catalogue: aCatalogue({ organisation: { id: board, code: '99901', sectors: ['po'], openParts } }),
      roles: [
        { role: 'registreren', kenmerken: [brin('99KG'), brin('99ZZ')] },
        { role: 'examens', kenmerken: [{ type: 'vestiging', value: '99KG00' }] },
      ],
    });
    expect(given().when(createUser, command)).toMatchObject(
      refusedAs('ADM-03 roles[0].kenmerken[1]', 'ADM-03 roles[1].kenmerken[0]'),
    );
  });

  it('ADM-03 an authorisation for one organisation gives no right at another one', () => {
    const vestiging = { type: 'vestiging', value: '99KG00' } as const;
    const elsewhere = event(administratorAuthorisationGranted, {
      organisation: otherBoard,
      role: 'examens',
      kenmerken: [vestiging],
    });
    const command = creating({
      authority: administrator(elsewhere),
      roles: [{ role: 'examens', kenmerken: [vestiging] }],
    });
    expect(given().when(createUser, command)).toMatchObject(refusedAs('ADM-03 roles[0].kenmerken[0]'));
  });

  it('ADM-03 having a role oneself gives no right to grant it', () => {
    const state = given(...anAdministrator(), granted('examens', { type: 'vestiging', value: '99KG00' }));
    const authority = {
      kind: 'administrator',
      account: 'administrator-1',
      state: state.account,
      mandates: new Map(),
    } as const;
    const roles = [{ role: 'examens', kenmerken: [{ type: 'vestiging', value: '99KG00' } as const] }];
    expect(given().when(createUser, creating({ authority, roles }))).toMatchObject(
      refusedAs('ADM-03 roles[0].kenmerken[0]'),
    );
  });

  it('ADM-03 the service desk makes no users', () => {
    expect(given().when(createUser, creating({ authority: serviceDesk }))).toMatchObject(
      refusedAs('ADM-03 roles[0].kenmerken[0]'),
    );
  });

  it('USR-11 a municipality’s administrator grants two roles side by side, each with its own kenmerken', () => {
    const kenmerk = { type: 'gemeentecode', value: '0099' } as const;
    const roles = ['gemeente-code', 'hoofd-gemeente-code'];
    const catalogue = aCatalogue({
      organisation: {
        id: 'municipality-0099',
        code: '0099',
        sectors: ['gemeente'],
        openParts: new Set<string>(),
      },
      roles: new Map(
        roles.map((code) => [code, aRole({ code, kenmerkType: 'gemeentecode', sectors: ['gemeente'] })]),
      ),
    });
    const { account } = given().when(
      createUser,
      creating({
        catalogue,
        authority: administrator(...roles.map((role) => mayGrant(role, kenmerk))),
        roles: roles.map((role) => ({ role, kenmerken: [kenmerk] })),
      }),
    );
    expect(account).toMatchObject({ roles: new Map(roles.map((role) => [role, [kenmerk]])) });
  });
});
