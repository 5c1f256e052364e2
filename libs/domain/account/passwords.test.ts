import { describe, expect, it } from '@jest/globals';
import { event } from '../catalogue.js';
import {
  aCode,
  administrator,
  aUser,
  coupledTo,
  given,
  now,
  policy,
  serviceDesk,
  strangeAdministrator,
} from './account.test-data.js';
import { changePassword, type ChangePassword } from './change-password.js';
import { administratorAppointed, administratorCreated } from './administrator-events.js';
import { conversionBegun } from './coupling-events.js';
import { accountEnded, type AccountEvent } from './events.js';
import {
  byMail,
  byTelephone,
  onForm,
  requestReceivedByTelephone,
  saturday,
  unsaid,
} from './requests.test-data.js';
import { issuePassword, type IssuePassword, passwordByLetter } from './issue-password.js';
import { aHolder } from './account.test-data.js';
import { aTokenUser, calendar, changedTo, goodUntil, issuedAs, issueOf } from './passwords.test-data.js';
import { resetPassword, type ResetPassword } from './reset-password.js';

const refusedAs = (...broken: readonly string[]) => ({ recorded: [], broken });
const ended = event(accountEnded, { reservations: [] });
const aTokenAdministrator = (): readonly AccountEvent[] => [
  event(administratorCreated, {
    ...aHolder({ signInMethod: 'token' }),
    username: 'Beheer12',
    reservations: [],
  }),
  event(administratorAppointed, {
    formReference: 'F-1',
    dateReceived: '2026-11-20',
    signatoryId: 's-1',
    signatory: 'M. de Bestuurder',
  }),
];
/** Converted: the token sign-in is over. */
const converted = [aTokenUser(), issuedAs('first'), aCode('code'), coupledTo('means-one', 'code')];
const in91Days = `${now} and P91D`;

describe('resetting a password', () => {
  const reset = (change: Partial<ResetPassword> = {}): ResetPassword => ({
    account: 'user-1',
    authority: administrator(),
    ...issueOf('temporary'),
    ...change,
  });
  const user = given(aTokenUser(), changedTo('old'));

  it('PWD-09 an administrator resets a user’s password; the event has its hash and never the password', () => {
    const { events, account } = user.when(resetPassword, reset());
    expect(events).toEqual([
      {
        type: 'account.password-issued',
        rule: 'PWD-09',
        data: {
          digest: 'digest of temporary',
          way: 'reset',
          goodUntil: in91Days,
          delivery: 'delivery of temporary',
        },
      },
    ]);
    expect(account).toMatchObject({
      password: {
        digest: 'digest of temporary',
        previous: 'digest of old',
        issued: true,
        goodUntil: in91Days,
      },
    });
  });

  it('USR-07 PWD-06 sessions that run end', () => {
    expect(user.account).toMatchObject({ accessEpoch: 1 });
    expect(user.when(resetPassword, reset()).account).toMatchObject({ accessEpoch: 2 });
  });

  it('PWD-12 also of somebody who has not signed in for long, and again and again', () => {
    const longAgo = given(aTokenUser(), issuedAs('first'));
    const muchLater = reset({ now: '2029-11-23T09:00:00.000Z' });
    expect(longAgo.when(resetPassword, muchLater).recorded).toEqual(['account.password-issued']);
    const once = user.when(resetPassword, reset()).events as AccountEvent[];
    const twice = given(aTokenUser(), changedTo('old'), ...once);
    expect(twice.when(resetPassword, reset()).recorded).toEqual(['account.password-issued']);
  });

  it('PWD-09 only where sign-in is with a token, while being converted too', () => {
    expect(given(aUser()).when(resetPassword, reset())).toMatchObject(refusedAs('PWD-09'));
    expect(given(...converted).when(resetPassword, reset())).toMatchObject(refusedAs('PWD-09'));
    const converting = event(conversionBegun, { holdsRightMeans: true });
    const both = given(aTokenUser(), changedTo('old'), converting);
    expect(both.when(resetPassword, reset()).broken).toEqual([]);
  });

  it('TOK-02 not before the first password went out by letter', () => {
    expect(given(aTokenUser()).when(resetPassword, reset())).toMatchObject(refusedAs('TOK-02'));
  });

  it('ADM-10 no fellow administrator’s', () => {
    const fellow = given(...aTokenAdministrator(), changedTo('old'));
    expect(fellow.when(resetPassword, reset({ account: 'administrator-9' }))).toMatchObject(
      refusedAs('ADM-10'),
    );
  });

  it('PWD-10 not one’s own', () => {
    const self = given(...aTokenAdministrator(), changedTo('old'));
    expect(self.when(resetPassword, reset({ account: 'administrator-1' }))).toMatchObject(
      refusedAs('PWD-10'),
    );
  });

  it('ADM-02 not out of reach, and by an administrator', () => {
    for (const authority of [strangeAdministrator(), serviceDesk])
      expect(user.when(resetPassword, reset({ authority }))).toMatchObject(refusedAs('ADM-02'));
    expect(given().when(resetPassword, reset())).toMatchObject(refusedAs('ADM-02'));
  });

  it('END-02 not of an account that ended', () => {
    const gone = given(aTokenUser(), changedTo('old'), ended);
    expect(gone.when(resetPassword, reset())).toMatchObject(refusedAs('END-02'));
    const strange = reset({ authority: strangeAdministrator() });
    expect(gone.when(resetPassword, strange)).toMatchObject(refusedAs('ADM-02'));
  });
});

describe('a password by letter', () => {
  const issue = (change: Partial<IssuePassword> = {}): IssuePassword => ({
    authority: serviceDesk,
    onRequest: byTelephone(),
    ...issueOf('temporary'),
    ...change,
  });
  const forgetful = given(...aTokenAdministrator(), changedTo('old'));
  const byLetter = {
    digest: 'digest of temporary',
    way: 'letter',
    goodUntil: in91Days,
    delivery: 'delivery of temporary',
    password: 'password temporary',
  };

  it('PWD-10 the service desk issues an administrator a new password, on its way to the letter', () => {
    const { events, account } = forgetful.when(issuePassword, issue());
    expect(events).toEqual([
      requestReceivedByTelephone,
      { type: 'account.password-issued', rule: 'PWD-10', data: byLetter },
    ]);
    expect(account).toMatchObject({ password: { issued: true }, accessEpoch: 2 });
  });

  it('PWD-10 ADM-12 on a request, by telephone, by e-mail or on a form', () => {
    const { broken } = forgetful.when(issuePassword, issue({ onRequest: unsaid() }));
    expect(broken).toEqual(['ADM-12 request']);
    for (const onRequest of [byMail(), onForm()])
      expect(forgetful.when(issuePassword, issue({ onRequest })).broken).toEqual([]);
    const closed = issue({ onRequest: byTelephone({ receivedAt: saturday }) });
    expect(forgetful.when(issuePassword, closed).broken).toEqual(['ADM-12 request.receivedAt']);
  });

  it('TOK-02 TOK-03 ADM-08 other decisions issue one for a reason of their own', () => {
    expect(passwordByLetter(issueOf('temporary'), 'TOK-03')).toEqual({
      type: 'account.password-issued',
      rule: 'TOK-03',
      data: byLetter,
    });
  });

  it('PWD-10 users don’t take this way', () => {
    const user = given(aTokenUser(), changedTo('old'));
    expect(user.when(issuePassword, issue())).toMatchObject(refusedAs('PWD-10'));
  });

  it('PWD-09 only where sign-in is with a token', () => {
    const means = given(...aTokenAdministrator(), aCode('code'), coupledTo('means-one', 'code'));
    expect(means.when(issuePassword, issue())).toMatchObject(refusedAs('PWD-09'));
  });

  it('ADM-10 by the service desk, and not for an account that ended', () => {
    expect(forgetful.when(issuePassword, issue({ authority: administrator() }))).toMatchObject(
      refusedAs('ADM-02'),
    );
    expect(given().when(issuePassword, issue())).toMatchObject(refusedAs('ADM-02'));
    const gone = given(...aTokenAdministrator(), ended);
    expect(gone.when(issuePassword, issue())).toMatchObject(refusedAs('END-02'));
  });
});

describe('changing one’s password', () => {
  const change = (given: Partial<ChangePassword> = {}): ChangePassword => ({
    currentIsRight: true,
    proposed: { text: 'Zomer-in-2026', isCurrent: false, isPrevious: false },
    digest: 'digest of chosen',
    policy,
    calendar,
    now,
    ...given,
  });
  const holder = given(aTokenUser(), issuedAs('first'), changedTo('old'));

  it('PWD-08 PWD-07 at any time, giving the current one; the new one is good for 91 days', () => {
    const { events, account } = holder.when(changePassword, change());
    expect(events).toEqual([
      {
        type: 'account.password-changed',
        rule: 'PWD-08',
        data: { digest: 'digest of chosen', goodUntil: in91Days },
      },
    ]);
    expect(account).toMatchObject({
      password: { digest: 'digest of chosen', previous: 'digest of old', issued: false, goodUntil: in91Days },
      accessEpoch: 3,
    });
  });

  it('PWD-06 because somebody else issued it', () => {
    const { events, account } = given(aTokenUser(), issuedAs('first')).when(changePassword, change());
    expect(events[0]?.rule).toBe('PWD-06');
    expect(account).toMatchObject({ password: { issued: false } });
  });

  it('PWD-05 the previous one stays the one that the holder chose, however often others are issued', () => {
    const previousAfter = (...history: readonly AccountEvent[]) => {
      const { account } = given(aTokenUser(), ...history);
      return account.state === 'living' ? account.password?.previous : account.state;
    };
    const [own, once, twice] = [changedTo('own'), issuedAs('once'), issuedAs('twice')];
    expect(previousAfter(once)).toBeUndefined();
    expect(previousAfter(once, twice)).toBeUndefined();
    expect(previousAfter(own, once)).toBe('digest of own');
    expect(previousAfter(own, once, twice)).toBe('digest of own');
    expect(previousAfter(own, once, twice, changedTo('next'))).toBe('digest of twice');
  });

  it('PWD-07 because it is no longer good, from that moment', () => {
    const ruleAt = (at: string) => holder.when(changePassword, change({ now: at })).events[0]?.rule;
    expect(ruleAt('2027-02-22T08:59:59.999Z')).toBe('PWD-08');
    expect(ruleAt(goodUntil)).toBe('PWD-07');
  });

  it('PWD-08 not without the current one, and then nothing is told of the new one', () => {
    const guess = { text: 'a', isCurrent: true, isPrevious: true };
    expect(holder.when(changePassword, change({ currentIsRight: false, proposed: guess }))).toMatchObject(
      refusedAs('PWD-08 currentPassword'),
    );
  });

  it('PWD-11 every rule that the new one breaks is told', () => {
    const proposed = { text: 'aaa', isCurrent: false, isPrevious: true };
    expect(holder.when(changePassword, change({ proposed }))).toMatchObject(
      refusedAs(...['01', '02', '03', '04', '05'].map((rule) => `PWD-${rule} newPassword`)),
    );
  });

  it('PWD-08 where there is no password there is none to change', () => {
    for (const history of [[aTokenUser()], converted])
      expect(given(...history).when(changePassword, change())).toMatchObject(refusedAs('PWD-08'));
  });

  it('END-02 PWD-08 nor at an account that ended or never was', () => {
    for (const history of [[], [aTokenUser(), issuedAs('first'), ended]])
      expect(given(...history).when(changePassword, change())).toMatchObject(refusedAs('PWD-08'));
  });
});
