import { describe, expect, it } from '@jest/globals';
import { ERASED, event } from '../catalogue.js';
import {
  aCode,
  administrator,
  anAdministrator,
  aUser,
  board,
  converting,
  coupledTo,
  given,
  givenAccount,
  newCode,
  now,
  otherBoard,
  policy,
  serviceDesk,
  strangeAdministrator,
  withToken,
} from './account.test-data.js';
import { type Authority } from './authority.js';
import { beginConversion, type BeginConversion } from './begin-conversion.js';
import { accountEnded } from './events.js';
import { requestReceivedByTelephone, requestTo, unsaid } from './requests.test-data.js';

const beginning = (change: Partial<BeginConversion> = {}): BeginConversion => ({
  account: 'user-1',
  confirmed: true,
  holdsRightMeans: true,
  newCode: newCode('new'),
  authority: administrator(),
  onRequest: requestTo(change.authority ?? administrator()),
  policy,
  now,
  ...change,
});
const tokenUser = () => given(aUser(withToken));
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('converting an account from token to eHerkenning', () => {
  it('CNV-01 CNV-03 an administrator converts a user of their own organisation, and a code is made at once', () => {
    const { events, account } = tokenUser().when(beginConversion, beginning());
    expect(events).toMatchObject([
      { type: 'account.conversion-begun', rule: 'CNV-01', data: { holdsRightMeans: true } },
      { type: 'account.activation-code-made', rule: 'ACT-01', data: { codeId: 'new' } },
    ]);
    expect(account).toMatchObject({ converting: true, activationCode: { id: 'new', mail: 'waiting' } });
  });

  it('CNV-04 the account signs in with its token until a means is coupled; sessions that run go on', () => {
    const { account } = tokenUser().when(beginConversion, beginning());
    expect(account).toMatchObject({ signInMethod: 'token', accessEpoch: 0 });
    const coupled = given(aUser(withToken), converting, aCode('code'), coupledTo('means-one', 'code'));
    expect(coupled.account).toMatchObject({
      signInMethod: 'eherkenning',
      converting: false,
      accessEpoch: 1,
    });
  });

  it('CNV-01 administrators convert themselves', () => {
    const self = given(...anAdministrator(withToken));
    const outcome = self.when(beginConversion, beginning({ account: 'administrator-1' }));
    expect(outcome.account).toMatchObject({ converting: true });
  });

  it('CNV-01 also one whose authorisations are all elsewhere, and no user converts themselves (ADM-02)', () => {
    const own = beginning({ account: 'administrator-2', authority: strangeAdministrator() });
    expect(given(...anAdministrator(withToken)).when(beginConversion, own).account).toMatchObject({
      converting: true,
    });
    expect(tokenUser().when(beginConversion, own)).toMatchObject(refusedAs('ADM-02'));
  });

  it('ADM-10 no fellow administrator: that is for the service desk', () => {
    const fellow = given(...anAdministrator(withToken));
    expect(fellow.when(beginConversion, beginning({ account: 'administrator-9' }))).toMatchObject(
      refusedAs('ADM-10'),
    );
    const byDesk = fellow.when(beginConversion, beginning({ authority: serviceDesk }));
    expect(byDesk.account).toMatchObject({ converting: true });
    expect(byDesk.events[0]).toEqual(requestReceivedByTelephone);
    const unasked = beginning({ authority: serviceDesk, onRequest: unsaid() });
    expect(fellow.when(beginConversion, unasked)).toMatchObject(refusedAs('ADM-12 request'));
  });

  it('CNV-01 no user by the service desk', () => {
    expect(tokenUser().when(beginConversion, beginning({ authority: serviceDesk }))).toMatchObject(
      refusedAs('CNV-01'),
    );
  });

  it('CNV-01 no user whom another organisation employs, though a mandate brings them into reach', () => {
    const acting: Authority = {
      kind: 'administrator',
      account: 'administrator-3',
      state: given(...anAdministrator({ organisation: otherBoard })).account,
      mandates: new Map([[board, new Set(['registreren'])]]),
    };
    expect(tokenUser().when(beginConversion, beginning({ authority: acting }))).toMatchObject(
      refusedAs('CNV-01'),
    );
  });

  it('CNV-02 it can’t be asked twice', () => {
    const begun = given(aUser(withToken), converting);
    expect(begun.when(beginConversion, beginning())).toMatchObject(refusedAs('CNV-02'));
  });

  it('CNV-02 where the account signs in with eHerkenning there is nothing to convert', () => {
    expect(given(aUser()).when(beginConversion, beginning())).toMatchObject(refusedAs('CNV-02'));
    const coupled = given(aUser(withToken), converting, aCode('code'), coupledTo('means-one', 'code'));
    expect(coupled.when(beginConversion, beginning())).toMatchObject(refusedAs('CNV-02'));
  });

  it('CNV-01 CNV-05 it takes a confirmation, and the word that the person holds the right means', () => {
    const without = (change: Partial<BeginConversion>) =>
      tokenUser().when(beginConversion, beginning(change));
    expect(without({ confirmed: false })).toMatchObject(refusedAs('CNV-01 confirmed'));
    expect(without({ holdsRightMeans: false })).toMatchObject(refusedAs('CNV-05 holdsRightMeans'));
    expect(without({ confirmed: false, holdsRightMeans: false })).toMatchObject(
      refusedAs('CNV-01 confirmed', 'CNV-05 holdsRightMeans'),
    );
  });

  it.each(['administratie@voorbeeldschool.nl', 'sr.groningen@gmail.com'])(
    'CNV-05 USR-04 the address on record must fit the lists of today: %s does not',
    (emailAddress) => {
      const user = given(aUser({ ...withToken, emailAddress }));
      expect(user.when(beginConversion, beginning())).toMatchObject(refusedAs('CNV-05'));
      const both = user.when(beginConversion, beginning({ holdsRightMeans: false }));
      expect(both).toMatchObject(refusedAs('CNV-05 holdsRightMeans', 'CNV-05'));
      const noLists = {
        ...policy,
        'emailAddress.sharedMailboxes': [],
        'emailAddress.consumerProviders': [],
      };
      expect(user.when(beginConversion, beginning({ policy: noLists })).broken).toEqual([]);
    },
  );

  it('CNV-05 an address that was erased is none', () => {
    const { account } = tokenUser();
    if (account.state !== 'living') throw new Error('The account lives.');
    const erased = givenAccount({ ...account, holder: { ...account.holder, emailAddress: ERASED } });
    expect(erased.when(beginConversion, beginning())).toMatchObject(refusedAs('CNV-05'));
  });

  it('ACT-02 a code that the account has already is void', () => {
    const { recorded } = given(aUser(withToken), aCode('old')).when(beginConversion, beginning());
    expect(recorded).toEqual([
      'account.conversion-begun',
      'account.activation-code-voided',
      'account.activation-code-made',
    ]);
  });

  it('ADM-02 END-02 not out of reach, and not once the account has ended', () => {
    const authority = strangeAdministrator();
    expect(tokenUser().when(beginConversion, beginning({ authority }))).toMatchObject(refusedAs('ADM-02'));
    expect(given().when(beginConversion, beginning())).toMatchObject(refusedAs('ADM-02'));
    const ended = given(aUser(withToken), event(accountEnded, { reservations: [] }));
    expect(ended.when(beginConversion, beginning())).toMatchObject(refusedAs('END-02'));
  });
});
