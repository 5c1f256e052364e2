import { describe, expect, it } from '@jest/globals';
import {
  aCatalogue,
  aHolder,
  aProposal,
  aUser,
  board,
  brin,
  given,
  otherBoard,
  policy,
} from './account.test-data.js';
import { proposeAdministrator, type ProposeAdministrator } from './propose-administrator.js';

const proposing = (change: Partial<ProposeAdministrator> = {}): ProposeAdministrator => ({
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
  by: 'desk-1',
  username: '112bcdfg',
  reservations: ['reservation-email-address-1-c', 'reservation-username-1-d'],
  taken: { emailAddress: false, username: false },
  catalogue: aCatalogue(),
  mandates: new Map(),
  policy,
  ...change,
});

const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('proposing an administrator', () => {
  it('ADM-01 ADM-11 it is recorded with the board’s form, the authorisations asked for, and who proposes', () => {
    const { events } = given().when(proposeAdministrator, proposing());
    expect(events).toEqual([
      {
        type: 'account.administrator-proposed',
        rule: 'ADM-11',
        data: {
          ...aHolder(),
          username: '112bcdfg',
          reservations: ['reservation-email-address-1-c', 'reservation-username-1-d'],
          formReference: 'F-2026-1',
          dateReceived: '2026-11-20',
          signatory: 'M. de Bestuurder',
          signatoryId: 's-1',
          authorisations: [
            { organisation: board, role: 'registreren', kenmerken: [brin('99KG'), brin('99KH')] },
          ],
          proposedBy: 'desk-1',
        },
      },
    ]);
  });

  it('ADM-11 there is no account yet, and what it would stand on is taken', () => {
    const { account } = given().when(proposeAdministrator, proposing());
    expect(account).toMatchObject({
      state: 'proposed',
      reservations: new Set(['reservation-email-address-1-c', 'reservation-username-1-d']),
    });
  });

  it('ADM-01 a form that asks for no authorisation, or was received after today, is refused', () => {
    const form = { ...proposing().form, dateReceived: '2026-11-24' };
    expect(given().when(proposeAdministrator, proposing({ form, authorisations: [] }))).toMatchObject(
      refusedAs('ADM-01 form.dateReceived', 'ADM-01 authorisations'),
    );
    const today = { ...form, dateReceived: '2026-11-23' };
    expect(given().when(proposeAdministrator, proposing({ form: today })).broken).toEqual([]);
  });

  it('ADM-05 acting for another organisation is refused without its mandate', () => {
    const authorisations = [
      ...proposing().authorisations,
      { organisation: otherBoard, role: 'registreren', kenmerken: [brin('99KG')] },
    ];
    expect(given().when(proposeAdministrator, proposing({ authorisations }))).toMatchObject(
      refusedAs('ADM-05 authorisations[2].organisation'),
    );
  });

  it('ADM-05 with its mandate it is proposed, each authorisation at its own organisation', () => {
    const there = { organisation: otherBoard, role: 'registreren', kenmerken: [brin('99BB')] };
    const catalogue = aCatalogue({
      organisation: { id: otherBoard, code: '99902', sectors: ['po'], openParts: new Set(['99BB']) },
    });
    const { events } = given().when(
      proposeAdministrator,
      proposing({
        authorisations: [...proposing().authorisations, there],
        mandates: new Map([
          [otherBoard, { roles: new Set(['registreren']), catalogue, recordedBy: new Map() }],
        ]),
      }),
    );
    expect(events[0]?.data).toMatchObject({
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
    expect(given().when(proposeAdministrator, proposing({ authorisations }))).toMatchObject(
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
    expect(given().when(proposeAdministrator, proposing({ holder, taken }))).toMatchObject(
      refusedAs('USR-03 username', 'USR-04 emailAddress', 'USR-04 emailAddress'),
    );
  });

  it('ORG-01 there is no administrator of an organisation that is closed or unknown; what else is wrong is told with it', () => {
    const catalogue = aCatalogue({ organisation: undefined });
    expect(given().when(proposeAdministrator, proposing({ catalogue }))).toMatchObject(
      refusedAs('ORG-01 organisation'),
    );
    const holder = aHolder({ username: 'Drenth99ED' });
    expect(
      given().when(proposeAdministrator, proposing({ catalogue, holder, authorisations: [] })),
    ).toMatchObject(refusedAs('ORG-01 organisation', 'USR-03 username', 'ADM-01 authorisations'));
  });

  it('USR-06 an account that exists, or was proposed already, is not proposed again', () => {
    for (const before of [aUser(), aProposal()])
      expect(given(before).when(proposeAdministrator, proposing())).toMatchObject(refusedAs('USR-06'));
  });
});
