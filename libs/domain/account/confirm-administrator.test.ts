import { describe, expect, it } from '@jest/globals';
import { ERASED } from '../catalogue.js';
import { abandonReservation } from './abandon-reservation.js';
import {
  aCatalogue,
  aHolder,
  anAdministrator,
  aProposal,
  aRole,
  aUser,
  board,
  brin,
  given,
  otherBoard,
  policy,
} from './account.test-data.js';
import { confirmAdministrator, type ConfirmAdministrator } from './confirm-administrator.js';
import { type AccountEvent } from './events.js';
import { rejectAdministrator } from './reject-administrator.js';
import { releasedReservations } from './released-reservations.js';
import { standsOn } from './state.js';

const confirming = (change: Partial<ConfirmAdministrator> = {}): ConfirmAdministrator => ({
  by: 'desk-2',
  catalogue: aCatalogue(),
  mandates: new Map(),
  policy,
  ...change,
});
const there = { organisation: otherBoard, role: 'registreren', kenmerken: [brin('99BB')] };

const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const rejecting = (...history: readonly AccountEvent[]) =>
  given(...history).when((_command: undefined, state) => rejectAdministrator(state), undefined);

describe('confirming a proposed administrator', () => {
  it('ADM-01 ADM-11 by somebody else makes the account, on the form, with the authorisations asked for', () => {
    const { events, account } = given(aProposal()).when(confirmAdministrator, confirming());
    expect(events).toEqual([
      {
        type: 'account.administrator-created',
        rule: 'USR-02',
        data: {
          ...aHolder(),
          username: '112bcdfg',
          reservations: ['reservation-email-address-1-c', 'reservation-username-1-d'],
        },
      },
      {
        type: 'account.administrator-appointed',
        rule: 'ADM-01',
        data: {
          formReference: 'F-1',
          dateReceived: '2026-11-20',
          signatory: 'M. de Bestuurder',
          signatoryId: 's-1',
        },
      },
      {
        type: 'account.administrator-authorisation-granted',
        rule: 'ADM-01',
        data: { organisation: board, role: 'registreren', kenmerken: [brin('99KG'), brin('99KH')] },
      },
    ]);
    expect(account).toEqual(given(...anAdministrator()).account);
  });

  it('ADM-04 a new administrator starts with no user roles', () => {
    const { account } = given(aProposal()).when(confirmAdministrator, confirming());
    expect(account).toMatchObject({ state: 'living', kind: 'administrator', roles: new Map() });
  });

  it('ADM-11 by who proposed it is refused', () => {
    expect(given(aProposal()).when(confirmAdministrator, confirming({ by: 'desk-1' }))).toMatchObject(
      refusedAs('ADM-11'),
    );
  });

  it('ADM-11 what was never proposed, is confirmed already, was turned down or has been erased can’t be confirmed', () => {
    const turnedDown = rejecting(aProposal()).events as AccountEvent[];
    for (const history of [
      [],
      [aUser()],
      [aProposal(), ...anAdministrator()],
      [aProposal(), ...turnedDown],
      [aProposal({ emailAddress: ERASED })],
    ])
      expect(given(...history).when(confirmAdministrator, confirming())).toMatchObject(refusedAs('ADM-11'));
  });

  it('ADM-11 USR-10 USR-04 ADM-05 is judged anew: a role gone out of force, a refused address, a mandate that ended', () => {
    const catalogue = aCatalogue({
      roles: new Map([['registreren', aRole({ inForceUntil: '2026-11-01' })]]),
    });
    const stricter = { ...policy, 'emailAddress.sharedMailboxes': ['sr.groningen'] };
    const proposal = aProposal({
      authorisations: [{ organisation: board, role: 'registreren', kenmerken: [brin('99KG')] }, there],
    });
    expect(
      given(proposal).when(confirmAdministrator, confirming({ catalogue, policy: stricter })),
    ).toMatchObject(
      refusedAs(
        'USR-04 emailAddress',
        'USR-10 authorisations[0].role',
        'ADM-05 authorisations[1].organisation',
      ),
    );
  });

  it('ADM-05 with a mandate in force an authorisation elsewhere is granted', () => {
    const elsewhere = aCatalogue({
      organisation: { id: otherBoard, code: '99902', sectors: ['po'], openParts: new Set(['99BB']) },
    });
    const mandates = new Map([
      [otherBoard, { roles: new Set(['registreren']), catalogue: elsewhere, recordedBy: new Map() }],
    ]);
    const { account } = given(aProposal({ authorisations: [there] })).when(
      confirmAdministrator,
      confirming({ mandates }),
    );
    expect(account).toMatchObject({ authorisations: [there] });
  });

  it('ORG-01 there is no administrator of an organisation that has closed since', () => {
    const catalogue = aCatalogue({ organisation: undefined });
    expect(given(aProposal()).when(confirmAdministrator, confirming({ catalogue }))).toMatchObject(
      refusedAs('ORG-01 organisation'),
    );
  });
});

describe('turning a proposed administrator down', () => {
  it('ADM-11 username and e-mail address become free, and nothing comes of it any more', () => {
    const { events, account } = rejecting(aProposal());
    expect(events).toEqual([
      {
        type: 'account.administrator-proposal-rejected',
        rule: 'ADM-11',
        data: { reservations: ['reservation-email-address-1-c', 'reservation-username-1-d'] },
      },
    ]);
    expect(releasedReservations(events[0] as AccountEvent)).toEqual([
      'reservation-email-address-1-c',
      'reservation-username-1-d',
    ]);
    expect(account).toEqual({ state: 'rejected' });
    expect(standsOn(account, 'reservation-username-1-d')).toBe(false);
  });

  it('ADM-11 what is no proposal can’t be turned down, an account that lives neither', () => {
    for (const history of [[], [aUser()], [aProposal(), ...anAdministrator()]])
      expect(rejecting(...history)).toMatchObject(refusedAs('ADM-11'));
  });
});

describe('what a proposal stands on', () => {
  const abandoning = (reservation: string, ...history: readonly AccountEvent[]) =>
    given(...history).when((_command: undefined, state) => abandonReservation(reservation, state), undefined);

  it('ADM-11 USR-03 USR-04 is not swept up while the proposal waits', () => {
    expect(standsOn(given(aProposal()).account, 'reservation-username-1-d')).toBe(true);
    expect(abandoning('reservation-username-1-d', aProposal()).recorded).toEqual([]);
  });

  it('ADM-11 once turned down there is nothing to fence', () => {
    const turnedDown = rejecting(aProposal()).events as AccountEvent[];
    expect(abandoning('reservation-username-1-d', aProposal(), ...turnedDown).recorded).toEqual([]);
  });

  it('ADM-11 an account that exists is made no proposal by a late event', () => {
    expect(given(aUser(), aProposal()).account).toEqual(given(aUser()).account);
    const [late] = rejecting(aProposal()).events as AccountEvent[];
    expect(given(aUser(), late as AccountEvent).account).toEqual(given(aUser()).account);
  });
});
