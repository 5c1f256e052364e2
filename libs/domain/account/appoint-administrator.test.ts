import { describe, expect, it } from '@jest/globals';
import { aCatalogue, aHolder, aUser, board, brin, given, otherBoard, policy } from './account.test-data.js';
import { appointAdministrator, type AppointAdministrator } from './appoint-administrator.js';

const appointing = (change: Partial<AppointAdministrator> = {}): AppointAdministrator => ({
  holder: aHolder(),
  form: {
    reference: 'F-2026-1',
    dateReceived: '2026-11-20',
    signatory: 'M. de Bestuurder',
    signatoryId: 's-1',
  },
  authorisations: [
    { organisation: board, role: 'registreren', kenmerken: [brin('99KG')] },
    { organisation: board, role: 'registreren', kenmerken: [brin('99KH'), brin('99KG')] },
  ],
  username: '112bcdfg',
  reservations: ['reservation-email-address-1-c', 'reservation-username-1-d'],
  taken: { emailAddress: false, username: false },
  catalogue: aCatalogue(),
  mandates: new Map(),
  policy,
  ...change,
});

const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('appointing an administrator', () => {
  it('ADM-01 it is recorded with the board’s form: reference, date received, signatory and the authorisations asked for', () => {
    const { events } = given().when(appointAdministrator, appointing());
    expect(events.map(({ type, rule }) => [type, rule])).toEqual([
      ['account.administrator-created', 'USR-02'],
      ['account.administrator-appointed', 'ADM-01'],
      ['account.administrator-authorisation-granted', 'ADM-01'],
    ]);
    expect(events.slice(1).map(({ data }) => data)).toEqual([
      {
        formReference: 'F-2026-1',
        dateReceived: '2026-11-20',
        signatory: 'M. de Bestuurder',
        signatoryId: 's-1',
      },
      { organisation: board, role: 'registreren', kenmerken: [brin('99KG'), brin('99KH')] },
    ]);
  });

  it('ADM-01 a form that asks for no authorisation, or was received after today, is refused', () => {
    const form = { ...appointing().form, dateReceived: '2026-11-24' };
    expect(given().when(appointAdministrator, appointing({ form, authorisations: [] }))).toMatchObject(
      refusedAs('ADM-01 form.dateReceived', 'ADM-01 authorisations'),
    );
    const today = { ...form, dateReceived: '2026-11-23' };
    expect(given().when(appointAdministrator, appointing({ form: today })).broken).toEqual([]);
  });

  it('ADM-04 a new administrator starts with no user roles', () => {
    const { account } = given().when(appointAdministrator, appointing());
    expect(account).toMatchObject({
      kind: 'administrator',
      roles: new Map(),
      authorisations: [{ organisation: board, role: 'registreren', kenmerken: [brin('99KG'), brin('99KH')] }],
    });
  });

  it('ADM-05 acting for another organisation is refused without its mandate', () => {
    const authorisations = [
      ...appointing().authorisations,
      { organisation: otherBoard, role: 'registreren', kenmerken: [brin('99KG')] },
    ];
    expect(given().when(appointAdministrator, appointing({ authorisations }))).toMatchObject(
      refusedAs('ADM-05 authorisations[2].organisation'),
    );
  });

  it('ADM-05 with its mandate it is recorded with the appointment, each authorisation at its own organisation', () => {
    const there = { organisation: otherBoard, role: 'registreren', kenmerken: [brin('99BB')] };
    const catalogue = aCatalogue({
      organisation: { id: otherBoard, code: '99902', sectors: ['po'], openParts: new Set(['99BB']) },
    });
    const { account } = given().when(
      appointAdministrator,
      appointing({
        authorisations: [...appointing().authorisations, there],
        mandates: new Map([[otherBoard, { roles: new Set(['registreren']), catalogue }]]),
      }),
    );
    expect(account).toMatchObject({
      authorisations: [
        { organisation: board, role: 'registreren', kenmerken: [brin('99KG'), brin('99KH')] },
        there,
      ],
    });
  });

  it('ADM-01 USR-05 USR-10 ORG-01 what may be handed out is a role in force with kenmerken of its type, of open parts', () => {
    const authorisations = [
      { organisation: board, role: 'unheard-of', kenmerken: [brin('99KG')] },
      { organisation: board, role: 'registreren', kenmerken: [] },
      { organisation: board, role: 'examens', kenmerken: [brin('99KG')] },
      { organisation: board, role: 'registreren', kenmerken: [brin('00AA')] },
    ];
    expect(given().when(appointAdministrator, appointing({ authorisations }))).toMatchObject(
      refusedAs(
        'USR-10 authorisations[0].role',
        'USR-05 authorisations[1].kenmerken',
        'USR-05 authorisations[2].kenmerken[0].type',
        'ORG-01 authorisations[3].kenmerken[0].value',
      ),
    );
  });

  it('USR-03 USR-04 an administrator’s username and e-mail address follow the rules for users', () => {
    const holder = aHolder({ username: 'Drenth99ED', emailAddress: 'directie@school.example' });
    const taken = { emailAddress: true, username: false };
    expect(given().when(appointAdministrator, appointing({ holder, taken }))).toMatchObject(
      refusedAs('USR-03 username', 'USR-04 emailAddress', 'USR-04 emailAddress'),
    );
  });

  it('ADM-02 there is no administrator of an organisation that is closed or unknown', () => {
    const catalogue = aCatalogue({ organisation: undefined });
    expect(given().when(appointAdministrator, appointing({ catalogue }))).toMatchObject(
      refusedAs('ADM-02 organisation'),
    );
  });

  it('USR-06 an account that exists is not made again', () => {
    expect(given(aUser()).when(appointAdministrator, appointing())).toMatchObject(refusedAs('USR-06'));
  });
});
