import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  administrator,
  aMeans,
  anAdministrator,
  aUser,
  coupledTo,
  decoupledFrom,
  given,
  newCode,
  now,
  policy,
  reservationOf,
  serviceDesk,
  strangeAdministrator,
  tomorrow,
  calendar,
  lapsesAt,
} from './account.test-data.js';
import { coupleMeansAgain, type CoupleMeansAgain, releasePreviousMeans } from './couple-means-again.js';
import { decoupleMeans, type DecoupleMeans } from './decouple-means.js';
import { previousMeansReleased } from './coupling-events.js';
import { accountBlocked, type AccountEvent } from './events.js';
import { requestTo, unsaid } from './requests.test-data.js';

const decoupling = (change: Partial<DecoupleMeans> = {}): DecoupleMeans => ({
  account: 'user-1',
  reason: 'new-supplier',
  holdsRightMeans: true,
  newCode: newCode('new'),
  authority: administrator(),
  onRequest: requestTo(change.authority ?? administrator()),
  policy,
  now,
  ...change,
});
const again = (change: Partial<CoupleMeansAgain> = {}): CoupleMeansAgain => ({
  means: aMeans(),
  statement: 'statement-1',
  statementWasUsed: false,
  policy,
  calendar,
  now,
  ...change,
});
const coupled = [aCode('code'), coupledTo('means-one', 'code')];
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });

describe('decoupling a means', () => {
  it('EHK-07 an administrator decouples a user, and a new activation code is made at once', () => {
    const { events, account } = given(aUser(), ...coupled).when(decoupleMeans, decoupling());
    expect(events.map(({ type, rule }) => [type, rule])).toEqual([
      ['account.decoupled', 'EHK-07'],
      ['account.activation-code-made', 'ACT-01'],
    ]);
    expect(events[0]?.data).toEqual({
      means: 'means-one',
      reason: 'new-supplier',
      holdsRightMeans: true,
    });
    expect(account).toMatchObject({
      coupling: { state: 'decoupled', previousMeans: 'means-one' },
      activationCode: { id: 'new', mail: 'waiting' },
    });
  });

  it('EHK-07 there is no way back to token', () => {
    const { account } = given(aUser(), ...coupled).when(decoupleMeans, decoupling());
    expect(account).toMatchObject({ signInMethod: 'eherkenning' });
  });

  it('EHK-07 an administrator decouples themselves', () => {
    const self = given(...anAdministrator(), ...coupled);
    expect(self.when(decoupleMeans, decoupling({ account: 'administrator-1' })).broken).toEqual([]);
  });

  it('EHK-07 also one whose authorisations are all elsewhere, and no user decouples themselves (ADM-02)', () => {
    const own = decoupling({ account: 'administrator-2', authority: strangeAdministrator() });
    expect(given(...anAdministrator(), ...coupled).when(decoupleMeans, own).account).toMatchObject({
      coupling: { state: 'decoupled' },
    });
    expect(given(aUser(), ...coupled).when(decoupleMeans, own)).toMatchObject(refusedAs('ADM-02'));
  });

  it('ADM-10 no fellow administrator: that is for the service desk', () => {
    const fellow = given(...anAdministrator(), ...coupled);
    expect(fellow.when(decoupleMeans, decoupling({ account: 'administrator-9' }))).toMatchObject(
      refusedAs('ADM-10'),
    );
    expect(fellow.when(decoupleMeans, decoupling({ authority: serviceDesk })).recorded).toEqual([
      'account.request-received',
      'account.decoupled',
      'account.activation-code-made',
    ]);
    const unasked = decoupling({ authority: serviceDesk, onRequest: unsaid(), holdsRightMeans: false });
    expect(fellow.when(decoupleMeans, unasked)).toMatchObject(
      refusedAs('CNV-05 holdsRightMeans', 'ADM-12 request'),
    );
  });

  it('EHK-07 no user by the service desk', () => {
    const user = given(aUser(), ...coupled);
    expect(user.when(decoupleMeans, decoupling({ authority: serviceDesk }))).toMatchObject(
      refusedAs('EHK-07'),
    );
  });

  it('CNV-05 only with the word that the person holds the right means and knows of it', () => {
    const user = given(aUser(), ...coupled);
    expect(user.when(decoupleMeans, decoupling({ holdsRightMeans: false }))).toMatchObject(
      refusedAs('CNV-05 holdsRightMeans'),
    );
  });

  it('CNV-05 what was decoupled before that word was asked stays decoupled', () => {
    expect(given(aUser(), ...coupled, decoupledFrom('means-one')).account).toMatchObject({
      coupling: { state: 'decoupled', previousMeans: 'means-one' },
    });
  });

  it('EHK-07 where no means is coupled there is nothing to decouple', () => {
    expect(given(aUser()).when(decoupleMeans, decoupling())).toMatchObject(refusedAs('EHK-07'));
    const before = given(aUser(), ...coupled, decoupledFrom('means-one'));
    expect(before.when(decoupleMeans, decoupling())).toMatchObject(refusedAs('EHK-07'));
  });

  it('ADM-02 not out of reach', () => {
    const user = given(aUser(), ...coupled);
    const strange = decoupling({ authority: strangeAdministrator() });
    expect(user.when(decoupleMeans, strange)).toMatchObject(refusedAs('ADM-02'));
    expect(given().when(decoupleMeans, decoupling())).toMatchObject(refusedAs('ADM-02'));
  });
});

describe('coupling the previous means again', () => {
  const decoupled = [aUser(), ...coupled, decoupledFrom('means-one')];

  it('EHK-08 signing in with the previous means couples it again without a code, and voids the mailed one', () => {
    const { events, account } = given(...decoupled, aCode('mailed')).when(coupleMeansAgain, again());
    expect(events).toEqual([
      {
        type: 'account.coupled-again',
        rule: 'EHK-08',
        data: { means: 'means-one', level: 'loa3', lapsesAt, statement: 'statement-1' },
      },
      {
        type: 'account.activation-code-voided',
        rule: 'EHK-08',
        data: { codeId: 'mailed', reason: 'coupled' },
      },
    ]);
    expect(account).toMatchObject({ coupling: { state: 'coupled', means: 'means-one' } });
  });

  it('EHK-08 a code that has expired is not voided on top of it', () => {
    const outcome = given(...decoupled, aCode('mailed')).when(coupleMeansAgain, again({ now: tomorrow }));
    expect(outcome.recorded).toEqual(['account.coupled-again']);
  });

  it('EHK-08 only the previous means, and only until another one was coupled', () => {
    const another = again({ means: aMeans({ key: 'means-two' }) });
    expect(given(...decoupled).when(coupleMeansAgain, another)).toMatchObject(refusedAs('EHK-08'));
    const released = event(previousMeansReleased, {
      means: 'means-one',
      reservation: reservationOf('means-one'),
    });
    const moved = given(...decoupled, aCode('c2'), released, coupledTo('means-two', 'c2'));
    expect(moved.when(coupleMeansAgain, again())).toMatchObject(refusedAs('EHK-08'));
    expect(given(...decoupled, released).when(coupleMeansAgain, again())).toMatchObject(refusedAs('EHK-08'));
  });

  it('EHK-08 no account that never had it', () => {
    expect(given(aUser()).when(coupleMeansAgain, again())).toMatchObject(refusedAs('EHK-08'));
    expect(given().when(coupleMeansAgain, again())).toMatchObject(refusedAs('EHK-08'));
  });

  it('USR-06 EHK-08 a means that is coupled already is left as it is', () => {
    expect(given(aUser(), ...coupled).when(coupleMeansAgain, again())).toMatchObject(refusedAs());
  });

  it('EHK-08 a statement that was used couples nothing again', () => {
    expect(given(...decoupled).when(coupleMeansAgain, again({ statementWasUsed: true }))).toMatchObject(
      refusedAs('EHK-08 meansStatement'),
    );
  });

  it('TOK-07 not while the account is blocked', () => {
    const blocked = event(accountBlocked, { reason: 'on-request' });
    expect(given(...decoupled, blocked).when(coupleMeansAgain, again())).toMatchObject(refusedAs('TOK-07'));
  });

  it('EHK-01 only while the means still counts', () => {
    const level = again({ means: aMeans({ level: 'loa2plus' }) });
    const mandate = again({ means: aMeans({ serviceMandates: [] }) });
    expect(given(...decoupled).when(coupleMeansAgain, level)).toMatchObject(
      refusedAs('EHK-01 meansStatement'),
    );
    expect(given(...decoupled).when(coupleMeansAgain, mandate)).toMatchObject(
      refusedAs('EHK-01 meansStatement'),
    );
  });
});

describe('another account couples the previous means', () => {
  const releasing = (means: string, ...history: readonly AccountEvent[]) =>
    releasePreviousMeans(means, reservationOf(means), given(...history).account).events.map(
      ({ type, rule, data }) => [type, rule, data],
    );

  it('EHK-08 the account loses its right to couple it again', () => {
    expect(releasing('means-one', aUser(), ...coupled, decoupledFrom('means-one'))).toEqual([
      [
        'account.previous-means-released',
        'EHK-08',
        { means: 'means-one', reservation: reservationOf('means-one') },
      ],
    ]);
  });

  it('EHK-04 an account that has it coupled, or never had it, loses nothing', () => {
    expect(releasing('means-one', aUser(), ...coupled)).toEqual([]);
    expect(releasing('means-two', aUser(), ...coupled, decoupledFrom('means-one'))).toEqual([]);
    expect(releasing('means-one', aUser())).toEqual([]);
    expect(releasing('means-one')).toEqual([]);
  });
});
