import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { event } from '../catalogue.js';
import { type Mandates } from '../mandate/mandate.js';
import { type Kenmerk } from '../role/role.js';
import {
  aCatalogue,
  aHolder,
  anAdministrator,
  aRole,
  aUser,
  board,
  brin,
  given,
  givenAccount,
  granted,
  otherBoard,
} from './account.test-data.js';
import {
  type AuthorisationRequest,
  type AuthorisationsJudged,
  type GrantAdministratorAuthorisations,
  grantAdministratorAuthorisations,
  withdrawAdministratorAuthorisations,
} from './administrator-authorisations.js';
import { mayHandOut, reaches, reachOf } from './authority.js';
import { changeRoles } from './change-roles.js';
import { administratorAuthorisationGranted } from './administrator-events.js';
import { accountEnded } from './events.js';
import { type AccountState } from './state.js';

const today = '2026-11-23';
const form = {
  reference: 'F-2',
  dateReceived: '2026-11-21',
  signatory: 'M. de Bestuurder',
  signatoryId: 's-2',
};
const there = (role: string, ...values: string[]): AuthorisationRequest => ({
  organisation: otherBoard,
  role,
  kenmerken: values.map(brin),
});
const here = (role: string, ...values: string[]): AuthorisationRequest => ({
  ...there(role, ...values),
  organisation: board,
});

/** The other board's schools. */
const otherCatalogue = aCatalogue({
  organisation: { id: otherBoard, code: '99902', sectors: ['po'], openParts: new Set(['99BB', '99BC']) },
});
const mandated = (...roles: string[]): AuthorisationsJudged['mandates'] =>
  new Map([
    [
      otherBoard,
      {
        roles: new Set(roles),
        catalogue: otherCatalogue,
        recordedBy: new Map(roles.map((role) => [role, 'desk-1'])),
      },
    ],
  ]);
const mayGrantThere = (role: string, kenmerk: Kenmerk) =>
  event(administratorAuthorisationGranted, { organisation: otherBoard, role, kenmerken: [kenmerk] });
const mandatesOf = (...roles: string[]): Mandates => new Map([[otherBoard, new Set(roles)]]);

const asking = (
  authorisations: readonly AuthorisationRequest[],
  change: Partial<GrantAdministratorAuthorisations> = {},
): GrantAdministratorAuthorisations => ({
  by: 'desk-2',
  form,
  authorisations,
  catalogue: aCatalogue(),
  mandates: mandated('registreren'),
  ...change,
});
const withdrawing = (...authorisations: AuthorisationRequest[]) => ({ form, authorisations, today });
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const actingFor = (state: AccountState, mandates: Mandates) =>
  ({ kind: 'administrator', account: 'administrator-1', state, mandates }) as const;

describe('an administrator’s authorisations', () => {
  it('ADM-11 who recorded another organisation’s mandate doesn’t let an administrator act on it', () => {
    const one = given(...anAdministrator());
    const grant = (by: string, ...requests: AuthorisationRequest[]) =>
      one.when(grantAdministratorAuthorisations, asking(requests, { by }));
    const asked = [here('examens', '99KG00'), there('registreren', '99BB')];
    expect(grant('desk-1', ...asked)).toMatchObject({
      recorded: [],
      broken: expect.arrayContaining(['ADM-11 authorisations[1].organisation']) as unknown,
    });
    expect(grant('desk-1', there('registreren', '99BB')).broken).toEqual([
      'ADM-11 authorisations[0].organisation',
    ]);
    expect(grant('desk-2', there('registreren', '99BB')).broken).toEqual([]);
    // In their own organisation they have reach already.
    expect(grant('desk-1', here('registreren', '99KG')).broken).toEqual([]);
  });

  it('ADM-01 are widened on the board’s form: what is new is recorded with the form', () => {
    const { events } = given(...anAdministrator()).when(
      grantAdministratorAuthorisations,
      asking([here('registreren', '99KG', '99KG'), there('registreren', '99BB')]),
    );
    expect(events).toEqual([
      {
        type: 'account.administrator-form-recorded',
        rule: 'ADM-01',
        data: {
          formReference: 'F-2',
          dateReceived: '2026-11-21',
          signatoryId: 's-2',
          signatory: 'M. de Bestuurder',
        },
      },
      {
        type: 'account.administrator-authorisation-granted',
        rule: 'ADM-01',
        data: { organisation: otherBoard, role: 'registreren', kenmerken: [brin('99BB')] },
      },
    ]);
  });

  it('USR-06 a form that asks for what is there already, or takes what is not, changes nothing', () => {
    const administrator = given(...anAdministrator());
    const same = asking([here('registreren', '99KG', '99KH')]);
    expect(administrator.when(grantAdministratorAuthorisations, same)).toMatchObject(refusedAs());
    const strange = withdrawing(there('registreren', '99BB'), here('examens', '99KG'));
    expect(administrator.when(withdrawAdministratorAuthorisations, strange)).toMatchObject(refusedAs());
  });

  it('ADM-05 for another organisation it takes that organisation’s mandate naming the role', () => {
    const administrator = given(...anAdministrator());
    for (const mandates of [new Map(), mandated(), mandated('examens')])
      expect(
        administrator.when(
          grantAdministratorAuthorisations,
          asking([there('registreren', '99BB')], { mandates }),
        ),
      ).toMatchObject(refusedAs('ADM-05 authorisations[0].organisation'));
    const closed = {
      roles: new Set(['registreren']),
      catalogue: aCatalogue({ organisation: undefined }),
      recordedBy: new Map(),
    };
    expect(
      administrator.when(
        grantAdministratorAuthorisations,
        asking([there('registreren', '99BB')], { mandates: new Map([[otherBoard, closed]]) }),
      ),
    ).toMatchObject(refusedAs('ADM-05 authorisations[0].organisation'));
  });

  it('ADM-05 ORG-01 there they are for the other organisation’s parts, not for one’s own', () => {
    expect(
      given(...anAdministrator()).when(
        grantAdministratorAuthorisations,
        asking([there('registreren', '99KG'), here('registreren', '99BB')]),
      ),
    ).toMatchObject(
      refusedAs('ORG-01 authorisations[0].kenmerken[0].value', 'ORG-01 authorisations[1].kenmerken[0].value'),
    );
  });

  it('ADM-01 the form names something, and was received by today, to widen and to narrow', () => {
    const late = { ...form, dateReceived: '2026-11-24' };
    const broken = refusedAs('ADM-01 form.dateReceived', 'ADM-01 authorisations');
    const administrator = given(...anAdministrator());
    expect(administrator.when(grantAdministratorAuthorisations, asking([], { form: late }))).toMatchObject(
      broken,
    );
    expect(
      administrator.when(withdrawAdministratorAuthorisations, { ...withdrawing(), form: late }),
    ).toMatchObject(broken);
  });

  it('ADM-01 a user has none, and an account that is not there neither', () => {
    const grant = asking([here('registreren', '99KG')]);
    const withdraw = withdrawing(here('registreren', '99KG'));
    for (const [account, rule] of [
      [given(aUser()), 'ADM-01'],
      [given(), 'ADM-02'],
      [given(...anAdministrator(), event(accountEnded, { reservations: [] })), 'END-02'],
    ] as const) {
      expect(account.when(grantAdministratorAuthorisations, grant)).toMatchObject(refusedAs(rule));
      expect(account.when(withdrawAdministratorAuthorisations, withdraw)).toMatchObject(refusedAs(rule));
    }
  });

  it('ADM-05 what is taken at one organisation is taken there alone, and recorded by the rule', () => {
    const both = given(...anAdministrator(), mayGrantThere('registreren', brin('99KG')));
    const { events } = both.when(
      withdrawAdministratorAuthorisations,
      withdrawing(there('registreren', '99KG', '99KH')),
    );
    expect(events.map(({ type, rule, data }) => [type, rule, data])).toEqual([
      ['account.administrator-form-recorded', 'ADM-01', expect.anything()],
      ['account.administrator-authorisation-withdrawn', 'ADM-01', there('registreren', '99KG')],
    ]);
  });

  it('ADM-05 withdrawn, they are gone; the rest stays', () => {
    const { account } = given(...anAdministrator()).when(
      withdrawAdministratorAuthorisations,
      withdrawing(here('registreren', '99KG')),
    );
    expect(account).toMatchObject({
      authorisations: [{ organisation: board, role: 'registreren', kenmerken: [brin('99KH')] }],
    });
    const none = givenAccount(account).when(
      withdrawAdministratorAuthorisations,
      withdrawing(here('registreren', '99KH')),
    );
    expect(none.account).toMatchObject({ authorisations: [] });
    expect(reachOf({ state: none.account, mandates: new Map() })).toEqual(new Set());
  });
});

describe('acting for another organisation', () => {
  const { account } = given(...anAdministrator()).when(
    grantAdministratorAuthorisations,
    asking([there('registreren', '99BB')]),
  );

  it('ADM-05 ADM-02 reaches its accounts as long as the mandate is in force', () => {
    expect(reachOf(actingFor(account, mandatesOf('registreren')))).toEqual(new Set([board, otherBoard]));
    expect(reachOf(actingFor(account, mandatesOf()))).toEqual(new Set([board]));
    expect(reachOf(actingFor(account, new Map()))).toEqual(new Set([board]));
  });

  it('ADM-05 ADM-03 a mandate for another role gives no right to hand this one out', () => {
    const authority = actingFor(account, mandatesOf('examens'));
    expect(mayHandOut(authority, otherBoard, 'registreren', brin('99BB'))).toBe(false);
    expect(reaches(authority, otherBoard)).toBe(false);
  });

  it('ADM-05 ADM-07 a grant stays when the mandate has ended; only further acts need it', () => {
    const user = given(aUser({ organisation: otherBoard }), granted('registreren', brin('99BB')));
    const change = {
      grant: [],
      withdraw: [{ role: 'registreren', kenmerken: [brin('99BB')] }],
      catalogue: otherCatalogue,
    };
    expect(user.account).toMatchObject({ roles: new Map([['registreren', [brin('99BB')]]]) });
    expect(user.when(changeRoles, { ...change, authority: actingFor(account, mandatesOf()) })).toMatchObject(
      refusedAs('ADM-02'),
    );
  });

  it('ADM-03 ADM-05 a grant is never wider than the granter’s reach at that moment, whatever was given and ended between', () => {
    const codes = ['registreren', 'bezien'] as const;
    const schools = ['99BB', '99BC'] as const;
    const catalogue = {
      ...otherCatalogue,
      roles: new Map(codes.map((code) => [code, aRole({ code })])),
    };
    const step = fc.record({
      kind: fc.constantFrom('mandate', 'end', 'register', 'withdraw', 'grant', 'grant'),
      role: fc.constantFrom(...codes),
      school: fc.constantFrom(...schools),
    });
    const beginning = (['mandate', 'register', 'grant'] as const).map((kind) => ({
      kind,
      role: codes[0],
      school: schools[0],
    }));
    let grants = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let administrator = given(...anAdministrator()).account;
        let user = given(aUser({ ...aHolder(), organisation: otherBoard })).account;
        const mandate = new Set<string>();
        /** What the administrator was registered for, kept apart from the code under test. */
        const registered = new Set<string>();
        for (const { kind, role, school } of [...beginning, ...steps]) {
          const request = there(role, school);
          const key = `${role} ${school}`;
          const judged = { roles: new Set(mandate), catalogue, recordedBy: new Map() };
          switch (kind) {
            case 'mandate':
              mandate.add(role);
              break;
            case 'end':
              mandate.clear();
              break;
            case 'register':
              if (mandate.has(role)) registered.add(key);
              administrator = givenAccount(administrator).when(
                grantAdministratorAuthorisations,
                asking([request], { mandates: new Map([[otherBoard, judged]]) }),
              ).account;
              break;
            case 'withdraw':
              registered.delete(key);
              administrator = givenAccount(administrator).when(
                withdrawAdministratorAuthorisations,
                withdrawing(request),
              ).account;
              break;
            case 'grant': {
              const wanted: { role: string; kenmerken: readonly Kenmerk[] } = {
                role,
                kenmerken: [brin(school)],
              };
              const authority = actingFor(administrator, mandatesOf(...mandate));
              const outcome = givenAccount(user).when(changeRoles, {
                grant: [wanted],
                withdraw: [],
                authority,
                catalogue,
              });
              expect(outcome.broken.length === 0).toBe(mandate.has(role) && registered.has(key));
              grants += outcome.recorded.length;
              user = outcome.account;
            }
          }
        }
      }),
    );
    expect(grants).toBeGreaterThan(0);
  });
});
