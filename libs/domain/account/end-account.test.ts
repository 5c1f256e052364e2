import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyEventOf } from '../any-event.test-data.js';
import { event } from '../catalogue.js';
import { abandonReservation } from './abandon-reservation.js';
import {
  aCatalogue,
  aCode,
  administrator,
  aGenerator,
  aHolder,
  aMeans,
  anAdministrator,
  aUser,
  aVisit,
  brin,
  coupledTo,
  decoupledFrom,
  given,
  granted,
  newCode,
  now,
  policy,
  reservationOf,
  serviceDesk,
  strangeAdministrator,
  tomorrow,
  withToken,
  calendar,
} from './account.test-data.js';
import { reachOf } from './authority.js';
import { changeRoles } from './change-roles.js';
import { coupleMeansAgain, releasePreviousMeans } from './couple-means-again.js';
import { coupleMeans } from './couple-means.js';
import { createUser } from './create-user.js';
import { decoupleMeans } from './decouple-means.js';
import { endAccount, type EndAccount } from './end-account.js';
import { accountEnded, type AccountEvent, accountEvents } from './events.js';
import { mailActivationCode } from './mail-activation-code.js';
import { recordActivationCodeMail } from './record-activation-code-mail.js';
import { releasedReservations } from './released-reservations.js';
import { evolveAccount } from './evolve.js';
import { standsOn } from './state.js';
import { unsaid } from './requests.test-data.js';

const ending = (change: Partial<EndAccount> = {}): EndAccount => ({
  account: 'user-1',
  confirmed: true,
  noLongerWorksHere: true,
  authority: administrator(),
  now,
  ...change,
});
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const address = 'reservation-email-address-1-a';
const username = 'reservation-username-1-b';
const ended = event(accountEnded, { reservations: [address] });

describe('ending an account', () => {
  it('END-01 ends the account, and its e-mail address becomes free', () => {
    const { events, account } = given(aUser(), granted('registreren', brin('99KG'))).when(
      endAccount,
      ending(),
    );
    expect(events).toEqual([
      {
        type: 'account.ended',
        rule: 'END-01',
        data: { reservations: [address], because: 'no-longer-works-here' },
      },
    ]);
    expect(account).toMatchObject({ state: 'ended', kind: 'user', organisation: 'board-99901' });
    expect(events.flatMap((one) => releasedReservations(one as AccountEvent))).toEqual([address]);
  });

  it('USR-03 the username stays with the ended account', () => {
    const { account } = given(aUser()).when(endAccount, ending());
    expect([standsOn(account, address), standsOn(account, username)]).toEqual([false, true]);
  });

  it('END-01 an outstanding activation code is void, an expired one is left', () => {
    const account = given(aUser(), aCode('mailed'));
    expect(account.when(endAccount, ending()).events[0]).toEqual({
      type: 'account.activation-code-voided',
      rule: 'END-01',
      data: { codeId: 'mailed', reason: 'ended' },
    });
    expect(account.when(endAccount, ending({ now: tomorrow })).recorded).toEqual(['account.ended']);
  });

  it('END-01 TOK-04 generators that are out are called back', () => {
    const { events } = given(aUser(withToken), aGenerator('g-1')).when(endAccount, ending());
    expect(events).toEqual([
      {
        type: 'account.token-called-back',
        rule: 'TOK-04',
        data: { generator: 'g-1', serialNumber: 'serial g-1', reason: 'account-ended' },
      },
      {
        type: 'account.ended',
        rule: 'END-01',
        data: { reservations: [address], because: 'no-longer-works-here' },
      },
    ]);
  });

  it.each([
    ['a coupled', [aCode('code'), coupledTo('means-one', 'code')]],
    ['a previous', [aCode('code'), coupledTo('means-one', 'code'), decoupledFrom('means-one')]],
  ])('END-01 %s means becomes free too', (_which, history) => {
    const { events } = given(aUser(), ...history).when(endAccount, ending());
    expect(events.at(-1)?.data).toMatchObject({ reservations: [address, reservationOf('means-one')] });
  });

  it('END-01 takes both words of the administrator, and tells of each that is missing', () => {
    const user = given(aUser());
    const none = ending({ confirmed: false, noLongerWorksHere: false });
    expect(user.when(endAccount, none)).toMatchObject(
      refusedAs('END-01 confirmed', 'END-01 noLongerWorksHere'),
    );
    expect(user.when(endAccount, ending({ confirmed: false }))).toMatchObject(refusedAs('END-01 confirmed'));
    expect(user.when(endAccount, ending({ noLongerWorksHere: false }))).toMatchObject(
      refusedAs('END-01 noLongerWorksHere'),
    );
  });

  it('END-03 nobody ends their own administrator account', () => {
    const self = ending({ account: 'administrator-1' });
    expect(given(...anAdministrator()).when(endAccount, self)).toMatchObject(refusedAs('END-03'));
  });

  it('ADM-10 no fellow administrator', () => {
    const fellow = ending({ account: 'administrator-9' });
    expect(given(...anAdministrator()).when(endAccount, fellow)).toMatchObject(refusedAs('ADM-10'));
  });

  it('ADM-02 not out of reach, and by an administrator', () => {
    for (const authority of [strangeAdministrator(), serviceDesk])
      expect(given(aUser()).when(endAccount, ending({ authority }))).toMatchObject(refusedAs('ADM-02'));
    expect(given().when(endAccount, ending())).toMatchObject(refusedAs('ADM-02'));
  });
});

describe('an ended account', () => {
  const before = [
    aUser(),
    aCode('code'),
    coupledTo('means-one', 'code'),
    decoupledFrom('means-one'),
    aCode('next'),
  ];
  const gone = given(...before, ended);
  const authority = administrator();
  const roles = { grant: [], withdraw: [], catalogue: aCatalogue() };
  const code = { account: 'user-1', newCode: newCode('new'), onRequest: unsaid(), policy, now };
  const decoupling = { reason: 'new-supplier' as const, holdsRightMeans: true, ...code };

  it('END-02 is not ended, given roles, mailed a code or decoupled any more', () => {
    expect(gone.when(endAccount, ending())).toMatchObject(refusedAs('END-02'));
    expect(gone.when(changeRoles, { ...roles, authority })).toMatchObject(refusedAs('END-02'));
    expect(gone.when(mailActivationCode, { ...code, authority })).toMatchObject(refusedAs('END-02'));
    expect(gone.when(decoupleMeans, { ...decoupling, authority })).toMatchObject(refusedAs('END-02'));
  });

  it('ADM-02 END-02 does not exist for who it is out of reach of', () => {
    const stranger = { authority: strangeAdministrator() };
    expect(gone.when(endAccount, ending(stranger))).toMatchObject(refusedAs('ADM-02'));
    expect(gone.when(changeRoles, { ...roles, ...stranger })).toMatchObject(refusedAs('ADM-02'));
    expect(gone.when(mailActivationCode, { ...code, ...stranger })).toMatchObject(refusedAs('ADM-02'));
    expect(gone.when(decoupleMeans, { ...decoupling, ...stranger })).toMatchObject(refusedAs('ADM-02'));
  });

  it('END-02 couples nothing, and to who tries it says nothing of having ended', () => {
    const coupling = {
      visit: aVisit(),
      usernameIsRight: true,
      digest: 'digest of next',
      meansTaken: false,
      reservationOf,
      policy,
      calendar,
      now,
    };
    expect(gone.when(coupleMeans, coupling)).toMatchObject(refusedAs('ACT-03'));
    expect(
      gone.when(coupleMeansAgain, {
        means: aMeans(),
        statement: 's',
        statementWasUsed: false,
        policy,
        calendar,
        now,
      }),
    ).toMatchObject(refusedAs('EHK-08'));
    expect(releasePreviousMeans('means-one', reservationOf('means-one'), gone.account).events).toEqual([]);
  });

  it('END-02 is not made again, records no mail, and needs no fence against late commands', () => {
    const again = {
      holder: aHolder(),
      roles: [],
      username: '067wtvpm',
      reservations: [],
      taken: { emailAddress: false, username: false },
      catalogue: aCatalogue(),
      authority,
      policy,
    };
    expect(gone.when(createUser, again)).toMatchObject(refusedAs('USR-06'));
    const mail = { codeId: 'next', outcome: { left: true, messageId: 'm' }, now } as const;
    expect(gone.when(recordActivationCodeMail, mail)).toMatchObject(refusedAs());
    expect(gone.when(abandonReservation, 'reservation-email-address-1-z')).toMatchObject(refusedAs());
  });

  it('END-02 stays ended, whatever events come', () => {
    const event = fc.oneof(...accountEvents.map((one) => anyEventOf(one))) as fc.Arbitrary<AccountEvent>;
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        expect(events.reduce(evolveAccount, gone.account)).toEqual(gone.account);
      }),
    );
  });

  it('END-01 of an administrator reaches nobody', () => {
    const { account } = given(...anAdministrator(), ended);
    expect(reachOf({ state: account, mandates: new Map() })).toEqual(new Set());
    const theirs = {
      kind: 'administrator',
      account: 'administrator-1',
      state: account,
      mandates: new Map(),
    } as const;
    expect(given(aUser()).when(endAccount, ending({ authority: theirs }))).toMatchObject(refusedAs('ADM-02'));
  });
});
