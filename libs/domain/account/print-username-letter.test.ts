import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  administrator,
  anAdministrator,
  aUser,
  coupledTo,
  decoupledFrom,
  given,
  serviceDesk,
  strangeAdministrator,
} from './account.test-data.js';
import { accountEnded } from './events.js';
import { printUsernameLetter } from './print-username-letter.js';
import { byTelephone, requestReceivedByTelephone, unsaid } from './requests.test-data.js';

const byAdministrator = { authority: administrator(), onRequest: unsaid() };
const byServiceDesk = { authority: serviceDesk, onRequest: byTelephone() };
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const coupled = [aCode('code'), coupledTo('means-one', 'code')];

describe('printing the username letter', () => {
  it('USR-09 while no means is coupled it can be printed, and each print is recorded', () => {
    const user = given(aUser());
    const { events, account } = user.when(printUsernameLetter, byAdministrator);
    expect(events).toEqual([{ type: 'account.username-letter-printed', rule: 'USR-09', data: {} }]);
    expect(account).toEqual(user.account);
    expect(
      given(aUser(), ...coupled, decoupledFrom('means-one')).when(printUsernameLetter, byAdministrator)
        .broken,
    ).toEqual([]);
  });

  it('USR-09 not once a means is coupled', () => {
    expect(given(aUser(), ...coupled).when(printUsernameLetter, byAdministrator)).toMatchObject(
      refusedAs('USR-09'),
    );
  });

  it('USR-09 a user’s by the administrator, an administrator’s by the service desk', () => {
    const fellow = given(...anAdministrator());
    expect(given(aUser()).when(printUsernameLetter, byServiceDesk)).toMatchObject(refusedAs('USR-09'));
    expect(fellow.when(printUsernameLetter, byAdministrator)).toMatchObject(refusedAs('USR-09'));
    expect(fellow.when(printUsernameLetter, byServiceDesk).broken).toEqual([]);
  });

  it('ADM-12 by the service desk on a request, which is recorded with it', () => {
    const fellow = given(...anAdministrator());
    expect(fellow.when(printUsernameLetter, byServiceDesk).events).toEqual([
      requestReceivedByTelephone,
      { type: 'account.username-letter-printed', rule: 'USR-09', data: {} },
    ]);
    const unasked = { ...byServiceDesk, onRequest: unsaid() };
    expect(fellow.when(printUsernameLetter, unasked)).toMatchObject(refusedAs('ADM-12 request'));
    const asked = { ...byAdministrator, onRequest: byTelephone() };
    expect(given(aUser()).when(printUsernameLetter, asked)).toMatchObject(refusedAs('ADM-12 request'));
  });

  it('ADM-02 END-02 of no account out of reach, and of none that has ended', () => {
    const stranger = { ...byAdministrator, authority: strangeAdministrator() };
    expect(given(aUser()).when(printUsernameLetter, stranger)).toMatchObject(refusedAs('ADM-02'));
    expect(given().when(printUsernameLetter, byAdministrator)).toMatchObject(refusedAs('ADM-02'));
    const ended = given(aUser(), event(accountEnded, { reservations: [] }));
    expect(ended.when(printUsernameLetter, byAdministrator)).toMatchObject(refusedAs('END-02'));
  });
});
