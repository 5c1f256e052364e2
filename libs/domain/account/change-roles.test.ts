import { describe, expect, it } from '@jest/globals';
import {
  aCatalogue,
  administrator,
  anAdministrator,
  aRole,
  aUser,
  brin,
  given,
  granted,
  mayGrant,
  serviceDesk,
  strangeAdministrator,
} from './account.test-data.js';
import { changeRoles, type ChangeRoles } from './change-roles.js';

const changing = (change: Partial<ChangeRoles> = {}): ChangeRoles => ({
  grant: [],
  withdraw: [],
  authority: administrator(),
  catalogue: aCatalogue(),
  ...change,
});

const registreren = (...values: readonly string[]) => ({ role: 'registreren', kenmerken: values.map(brin) });
const aUserWith = (...values: readonly string[]) =>
  given(aUser(), granted('registreren', ...values.map(brin)));
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('changing roles', () => {
  it('USR-05 ADM-03 a kenmerk more is granted and one less withdrawn', () => {
    const { events, account } = aUserWith('99KG').when(
      changeRoles,
      changing({ grant: [registreren('99KH')], withdraw: [registreren('99KG')] }),
    );
    expect(events).toEqual([
      { type: 'account.role-granted', rule: 'ADM-03', data: registreren('99KH') },
      { type: 'account.role-withdrawn', rule: 'ADM-03', data: registreren('99KG') },
    ]);
    expect(account).toMatchObject({ roles: new Map([['registreren', [brin('99KH')]]]) });
  });

  it('USR-06 granting what is held and withdrawing what is not records nothing', () => {
    expect(
      aUserWith('99KG').when(changeRoles, changing({ grant: [registreren('99KG', '99KG')] })),
    ).toMatchObject(refusedAs());
    expect(aUserWith('99KG').when(changeRoles, changing({ withdraw: [registreren('99KH')] }))).toMatchObject(
      refusedAs(),
    );
    expect(aUserWith('99KG').when(changeRoles, changing())).toMatchObject(refusedAs());
  });

  it('USR-06 where a user has no role, as after stepping down, withdrawing one that is not held changes nothing', () => {
    const nothing = changing({ withdraw: [registreren('99KG')] });
    expect(given(aUser()).when(changeRoles, nothing)).toMatchObject(refusedAs());
  });

  it('USR-06 only what changes is recorded', () => {
    const { events } = aUserWith('99KG').when(
      changeRoles,
      changing({ grant: [registreren('99KG', '99KH')] }),
    );
    expect(events.map(({ data }) => data)).toEqual([registreren('99KH')]);
  });

  it('USR-06 a change that is wrong in one place records nothing at all', () => {
    expect(
      aUserWith('99KG').when(changeRoles, changing({ grant: [registreren('99KH'), registreren('00AA')] })),
    ).toMatchObject(refusedAs('ORG-01 grant[1].kenmerken[0].value', 'ADM-03 grant[1].kenmerken[0]'));
  });

  it('USR-06 the same role with the same kenmerk is not granted and withdrawn in one change', () => {
    expect(
      aUserWith('99KG').when(
        changeRoles,
        changing({ grant: [registreren('99KH')], withdraw: [registreren('99KG'), registreren('99KH')] }),
      ),
    ).toMatchObject(refusedAs('USR-06 withdraw[1]'));
  });

  it('USR-05 a user keeps at least one role with a kenmerk', () => {
    expect(
      aUserWith('99KG', '99KH').when(changeRoles, changing({ withdraw: [registreren('99KG', '99KH')] })),
    ).toMatchObject(refusedAs('USR-05 withdraw'));
    expect(
      aUserWith('99KG', '99KH').when(changeRoles, changing({ withdraw: [registreren('99KG')] })),
    ).toMatchObject({ broken: [], recorded: ['account.role-withdrawn'] });
  });

  it('ADM-04 an administrator grants themselves user roles within their authorisations, and may give them all up', () => {
    const self = given(...anAdministrator());
    expect(self.when(changeRoles, changing({ grant: [registreren('99KG')] }))).toMatchObject({
      broken: [],
      account: {
        roles: new Map([['registreren', [brin('99KG')]]]),
        authorisations: [{ role: 'registreren', kenmerken: [brin('99KG'), brin('99KH')] }],
      },
    });
    expect(
      given(...anAdministrator(), granted('registreren', brin('99KG'))).when(
        changeRoles,
        changing({ withdraw: [registreren('99KG')] }),
      ),
    ).toMatchObject({ broken: [], account: { roles: new Map() } });
  });

  it('ADM-04 an administrator can’t widen their own authorisations: a role beyond them is refused to themselves too', () => {
    const beyond = { role: 'examens', kenmerken: [{ type: 'vestiging', value: '99KG00' } as const] };
    expect(given(...anAdministrator()).when(changeRoles, changing({ grant: [beyond] }))).toMatchObject(
      refusedAs('ADM-03 grant[0].kenmerken[0]'),
    );
  });

  it('ADM-03 neither granting nor withdrawing goes beyond the administrator’s authorisations', () => {
    const vestiging = { type: 'vestiging', value: '99KG00' } as const;
    const examens = { role: 'examens', kenmerken: [vestiging] };
    const user = given(aUser(), granted('registreren', brin('99KG')), granted('examens', vestiging));
    expect(user.when(changeRoles, changing({ withdraw: [examens] }))).toMatchObject(
      refusedAs('ADM-03 withdraw[0].kenmerken[0]'),
    );
    const wider = administrator(mayGrant('examens', vestiging));
    expect(user.when(changeRoles, changing({ withdraw: [examens], authority: wider }))).toMatchObject({
      broken: [],
      recorded: ['account.role-withdrawn'],
    });
    expect(
      aUserWith('99KG').when(changeRoles, changing({ grant: [registreren('99KH')], authority: serviceDesk })),
    ).toMatchObject(refusedAs('ADM-03 grant[0].kenmerken[0]'));
  });

  it('ADM-02 an account out of reach is answered like one that does not exist', () => {
    const outOfReach = aUserWith('99KG').when(changeRoles, changing({ authority: strangeAdministrator() }));
    expect(outOfReach).toMatchObject(refusedAs('ADM-02'));
    expect(given().when(changeRoles, changing())).toMatchObject(refusedAs('ADM-02'));
    expect(changeRoles(changing(), given().account)).toEqual(
      changeRoles(changing({ authority: strangeAdministrator() }), aUserWith('99KG').account),
    );
  });

  it('ADM-07 a grant stays when the granter’s authority has ended; only further acts need it', () => {
    const user = aUserWith('99KG');
    const without = {
      kind: 'administrator',
      account: 'a',
      state: given().account,
      mandates: new Map(),
    } as const;
    expect(user.account).toMatchObject({ roles: new Map([['registreren', [brin('99KG')]]]) });
    expect(
      user.when(changeRoles, changing({ grant: [registreren('99KH')], authority: without })),
    ).toMatchObject(refusedAs('ADM-02'));
  });

  it('USR-10 a role out of force can’t be granted; what was granted stays and can be withdrawn', () => {
    const catalogue = aCatalogue({
      roles: new Map([['registreren', aRole({ inForceUntil: '2026-11-01' })]]),
    });
    const user = aUserWith('99KG', '99KH');
    expect(
      given(aUser(), granted('registreren', brin('99KG'))).when(
        changeRoles,
        changing({ catalogue, grant: [registreren('99KH')] }),
      ),
    ).toMatchObject(refusedAs('USR-10 grant[0].role'));
    expect(user.when(changeRoles, changing({ catalogue, withdraw: [registreren('99KH')] }))).toMatchObject({
      broken: [],
      account: { roles: new Map([['registreren', [brin('99KG')]]]) },
    });
  });

  it('ORG-01 at a closed organisation roles are only withdrawn', () => {
    const catalogue = aCatalogue({ organisation: undefined });
    const user = aUserWith('99KG', '99KH');
    expect(user.when(changeRoles, changing({ catalogue, withdraw: [registreren('99KH')] })).broken).toEqual(
      [],
    );
    expect(
      aUserWith('99KG').when(changeRoles, changing({ catalogue, grant: [registreren('99KH')] })),
    ).toMatchObject(refusedAs('ORG-01 grant'));
  });
});
