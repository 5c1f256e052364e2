import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import { type Means } from '../means/means.js';
import {
  aCode,
  aGenerator,
  aMeans,
  aUser,
  aVisit,
  converting,
  coupledTo,
  decoupledFrom,
  given,
  now,
  policy,
  reservationOf,
  tomorrow,
  withToken,
  calendar,
  lapsesAt,
} from './account.test-data.js';
import {
  coupleMeans,
  type CoupleMeans,
  type CouplingVisit,
  visitViolations,
  wrongCombination,
} from './couple-means.js';
import { activationCodeVoided, couplingTriedWrongly, type VoidReason } from './activation-code-events.js';
import { accountBlocked, accountUnblocked } from './events.js';
import { tokenCalledBack } from './token-events.js';

const coupling = (change: Partial<CoupleMeans> = {}): CoupleMeans => ({
  visit: aVisit(),
  usernameIsRight: true,
  digest: 'digest of code',
  meansTaken: false,
  reservationOf,
  policy,
  calendar,
  now,
  ...change,
});
const wrongly = (tries: number) => event(couplingTriedWrongly, { codeId: 'code', tries });
const voided = (reason: VoidReason) => event(activationCodeVoided, { codeId: 'code', reason });
const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const countedWrong = { recorded: ['account.coupling-tried-wrongly'], broken: ['ACT-03'] };

describe('coupling a means', () => {
  it('EHK-02 the right username and code couple it, and which texts were accepted is recorded', () => {
    const { events, account, broken } = given(aUser(), aCode('code')).when(coupleMeans, coupling());
    expect(broken).toEqual([]);
    expect(events).toEqual([
      {
        type: 'account.coupled',
        rule: 'EHK-02',
        data: {
          means: 'means-one',
          pseudonym: 'pseudonym-one',
          legalSubject: 'KvK:12345678',
          level: 'loa3',
          codeId: 'code',
          privacyStatement: '2026-01',
          termsOfUse: '2026-01',
          reservation: 'reservation-means-1-means-one',
          lapsesAt,
        },
      },
    ]);
    expect(account).toMatchObject({
      coupling: { state: 'coupled', means: 'means-one', lapsesAt },
      activationCode: { void: 'coupled' },
      reservations: new Set([
        'reservation-email-address-1-a',
        'reservation-username-1-b',
        'reservation-means-1-means-one',
      ]),
    });
  });

  it('EHK-03 CNV-04 of an account that was converted the token sign-in is over, and its generator called back', () => {
    const back = event(tokenCalledBack, {
      generator: 'g-1',
      serialNumber: 'serial g-1',
      reason: 'deactivated',
    });
    const { events, account } = given(
      aUser(withToken),
      aGenerator('g-1'),
      aGenerator('g-2'),
      back,
      converting,
      aCode('code'),
    ).when(coupleMeans, coupling());
    expect(events.map(({ type }) => type)).toEqual(['account.coupled', 'account.token-called-back']);
    expect(events[1]).toEqual({
      type: 'account.token-called-back',
      rule: 'TOK-04',
      data: { generator: 'g-2', serialNumber: 'serial g-2', reason: 'no-longer-used' },
    });
    expect(account).toMatchObject({ signInMethod: 'eherkenning', converting: false, accessEpoch: 1 });
  });

  it('LOG-03 an account that never had a token has no session by token to end', () => {
    const { account } = given(aUser(), aCode('code')).when(coupleMeans, coupling());
    expect(account).toMatchObject({ accessEpoch: 0 });
  });

  it('TOK-07 USR-07 nothing is coupled while the account is blocked; only who has username and code is told so', () => {
    const blocked = [aUser(), aCode('code'), event(accountBlocked, { reason: 'on-request' })];
    expect(given(...blocked).when(coupleMeans, coupling())).toMatchObject(refusedAs('TOK-07'));
    const wrong = coupling({ usernameIsRight: false });
    expect(given(...blocked).when(coupleMeans, wrong)).toMatchObject(countedWrong);
    const lifted = given(...blocked, event(accountUnblocked, {}));
    expect(lifted.when(coupleMeans, coupling()).recorded).toEqual(['account.coupled']);
  });

  it('ACT-01 a code is for one coupling', () => {
    const used = given(aUser(), aCode('code'), coupledTo('means-one', 'code'), decoupledFrom('means-one'));
    expect(used.when(coupleMeans, coupling())).toMatchObject(refusedAs('ACT-01'));
  });

  it('ACT-01 a code that has expired is no longer good', () => {
    expect(given(aUser(), aCode('code')).when(coupleMeans, coupling({ now: tomorrow }))).toMatchObject(
      refusedAs('ACT-01'),
    );
  });

  it('ACT-02 a code that a newer one came after is no longer good', () => {
    const replaced = given(aUser(), aCode('code'), voided('replaced'), aCode('newer'));
    expect(replaced.when(coupleMeans, coupling()).recorded).toEqual(['account.coupling-tried-wrongly']);
    expect(replaced.when(coupleMeans, coupling({ digest: 'digest of newer' })).recorded).toEqual([
      'account.coupled',
    ]);
  });

  it('ACT-06 a code whose mail could not leave is no longer good', () => {
    expect(given(aUser(), aCode('code'), voided('not-mailed')).when(coupleMeans, coupling())).toMatchObject(
      refusedAs('ACT-06'),
    );
  });

  it('ACT-03 a wrong username or a wrong code is counted', () => {
    const account = given(aUser(), aCode('code'));
    expect(account.when(coupleMeans, coupling({ usernameIsRight: false }))).toMatchObject(countedWrong);
    const { events, ...outcome } = account.when(coupleMeans, coupling({ digest: 'digest of another' }));
    expect(outcome).toMatchObject(countedWrong);
    expect(events).toEqual([
      { type: 'account.coupling-tried-wrongly', rule: 'ACT-03', data: { codeId: 'code', tries: 1 } },
    ]);
  });

  it('ACT-03 the fourth wrong combination leaves the code good, the fifth voids it', () => {
    const fourth = given(aUser(), aCode('code'), wrongly(3)).when(
      coupleMeans,
      coupling({ usernameIsRight: false }),
    );
    expect(fourth).toMatchObject(countedWrong);
    const fifth = given(aUser(), aCode('code'), wrongly(4)).when(
      coupleMeans,
      coupling({ usernameIsRight: false }),
    );
    expect(fifth.recorded).toEqual(['account.coupling-tried-wrongly', 'account.activation-code-voided']);
    expect(fifth.events[1]?.data).toEqual({ codeId: 'code', reason: 'wrong-combinations' });
    expect(fifth.broken).toEqual(['ACT-03']);
  });

  it('ACT-03 how many wrong combinations void a code is policy', () => {
    const strict = { ...policy, 'activationCode.wrongCombinations': 1 };
    const outcome = given(aUser(), aCode('code')).when(
      coupleMeans,
      coupling({ usernameIsRight: false, policy: strict }),
    );
    expect(outcome.recorded).toContain('account.activation-code-voided');
  });

  it('ACT-03 after five wrong combinations the right one is refused like a wrong one, and nothing more is counted', () => {
    const account = given(aUser(), aCode('code'), wrongly(5), voided('wrong-combinations'));
    const right = coupleMeans(coupling(), account.account);
    expect(right).toEqual({ events: [], refused: [wrongCombination] });
    expect(coupleMeans(coupling({ usernameIsRight: false }), account.account)).toEqual(right);
  });

  it('ACT-03 the answer to a wrong combination says the same whatever was wrong, or whether there is an account or a code', () => {
    const answers = [
      coupleMeans(coupling({ usernameIsRight: false }), given(aUser(), aCode('code')).account),
      coupleMeans(coupling({ digest: 'x' }), given(aUser(), aCode('code')).account),
      coupleMeans(coupling({ digest: 'x' }), given(aUser(), aCode('code'), voided('replaced')).account),
      coupleMeans(coupling({ digest: 'x', now: tomorrow }), given(aUser(), aCode('code')).account),
      coupleMeans(coupling(), given(aUser()).account),
      coupleMeans(coupling(), given().account),
    ];
    for (const { refused } of answers) expect(refused).toEqual([wrongCombination]);
  });

  it('ACT-02 ACT-03 a new code starts with no wrong combinations', () => {
    const account = given(aUser(), aCode('code'), wrongly(4), voided('replaced'), aCode('newer')).account;
    expect(account).toMatchObject({ activationCode: { id: 'newer', wrongTries: 0 } });
  });

  it('EHK-04 an account with a coupled means takes no other one', () => {
    const coupled = given(aUser(), aCode('first'), coupledTo('means-one', 'first'), aCode('code'));
    const visit = aVisit({ means: aMeans({ key: 'means-two' }) });
    expect(coupled.when(coupleMeans, coupling({ visit }))).toMatchObject(refusedAs('EHK-04'));
  });

  it('EHK-04 a means that is coupled to another account is refused, and the code stays good', () => {
    const outcome = given(aUser(), aCode('code')).when(coupleMeans, coupling({ meansTaken: true }));
    expect(outcome).toMatchObject(refusedAs('EHK-04'));
    expect(outcome.account).toMatchObject({ activationCode: { id: 'code', wrongTries: 0 } });
  });

  it('EHK-08 coupling another means ends the right of the previous one', () => {
    const decoupled = given(
      aUser(),
      aCode('first'),
      coupledTo('means-one', 'first'),
      decoupledFrom('means-one'),
      aCode('code'),
    );
    const visit = aVisit({ means: aMeans({ key: 'means-two' }) });
    const { events, account } = decoupled.when(coupleMeans, coupling({ visit }));
    expect(events.map(({ type, rule }) => [type, rule])).toEqual([
      ['account.previous-means-released', 'EHK-08'],
      ['account.coupled', 'EHK-02'],
    ]);
    expect(events[0]?.data).toEqual({
      means: 'means-one',
      reservation: 'reservation-means-1-means-one',
    });
    expect(account).toMatchObject({ coupling: { state: 'coupled', means: 'means-two' } });
    expect(account.state === 'living' && [...account.reservations]).not.toContain(
      'reservation-means-1-means-one',
    );
  });

  it('EHK-08 coupling the previous means itself with the new code releases nothing', () => {
    const decoupled = given(
      aUser(),
      aCode('first'),
      coupledTo('means-one', 'first'),
      decoupledFrom('means-one'),
      aCode('code'),
    );
    expect(decoupled.when(coupleMeans, coupling()).recorded).toEqual(['account.coupled']);
  });
});

describe('a visit to couple', () => {
  const wrongIn = (visit: Partial<CouplingVisit>) =>
    visitViolations(aVisit(visit), policy).map(({ rule, field }) => `${rule} ${field}`);
  const withMeans = (means: Partial<Means>) => wrongIn({ means: aMeans(means) });

  it('EHK-01 a means counts from level 3 on', () => {
    const refused = ['EHK-01 meansStatement'];
    expect(withMeans({ level: 'loa1' })).toEqual(refused);
    expect(withMeans({ level: 'loa2' })).toEqual(refused);
    expect(withMeans({ level: 'loa2plus' })).toEqual(refused);
    expect(withMeans({ level: 'loa3' })).toEqual([]);
    expect(withMeans({ level: 'loa4' })).toEqual([]);
  });

  it('EHK-01 which level is what policy says, and so is what is told', () => {
    const told = (level: Means['level'], leastLevel: Means['level']) =>
      visitViolations(aVisit({ means: aMeans({ level }) }), {
        ...policy,
        'means.leastLevel': leastLevel,
      }).map(({ message }) => message);
    expect(told('loa3', 'loa4')).toEqual([
      'The means must have level 4 or higher and carry the mandate for this service.',
    ]);
    expect(told('loa2', 'loa2plus')).toEqual([
      'The means must have level 2+ or higher and carry the mandate for this service.',
    ]);
    expect(told('loa2plus', 'loa2plus')).toEqual([]);
  });

  it('EHK-01 a means counts only with the mandate for this service', () => {
    expect(withMeans({ serviceMandates: [] })).toEqual(['EHK-01 meansStatement']);
    expect(withMeans({ serviceMandates: [`${policy['eherkenning.service']}0`] })).toEqual([
      'EHK-01 meansStatement',
    ]);
  });

  it('EHK-02 username and code must be at hand, and both texts accepted in the version in force', () => {
    const visit = {
      hasUsernameAndCode: false,
      acceptedPrivacyStatement: '2025-07',
      acceptedTermsOfUse: '',
    };
    expect(wrongIn(visit)).toEqual([
      'EHK-02 hasUsernameAndCode',
      'EHK-02 acceptedPrivacyStatement',
      'EHK-02 acceptedTermsOfUse',
    ]);
    expect(wrongIn({})).toEqual([]);
  });

  it('EHK-01 EHK-02 all that is wrong is told at once', () => {
    expect(
      wrongIn({ means: aMeans({ level: 'loa2' }), hasUsernameAndCode: false, acceptedTermsOfUse: '' }),
    ).toEqual(['EHK-01 meansStatement', 'EHK-02 hasUsernameAndCode', 'EHK-02 acceptedTermsOfUse']);
  });
});
