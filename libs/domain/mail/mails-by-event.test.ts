import { describe, expect, it } from '@jest/globals';
import { aCode, aUser, coupledTo, decoupledFrom } from '../account/account.test-data.js';
import { emailAddressChanged } from '../account/contact-data-events.js';
import { couplingLapsed, meansCoupledAgain } from '../account/coupling-events.js';
import { accountBlocked, accountEnded, type AccountEvent, accountUnblocked } from '../account/events.js';
import { passwordChanged, passwordIssued } from '../account/password-events.js';
import { reminderDue } from '../account/reminder-events.js';
import { type CallBackReason, tokenCalledBack } from '../account/token-events.js';
import { event } from '../catalogue.js';
import { mailAskedBy, mailIdOf, typesThatAskForMails } from './mails-by-event.js';

const goodUntil = '2027-02-22T09:00:00.000Z';
const issued = (way: 'letter' | 'reset') =>
  event(passwordIssued, { digest: 'digest', way, goodUntil, delivery: 'delivery-1' });
const calledBack = (reason: CallBackReason) =>
  event(tokenCalledBack, { generator: 'gen-1', serialNumber: 'gen-1', reason });
const changed = event(emailAddressChanged, {
  emailAddress: 'nieuw@voorbeeldschool.example',
  reservation: 'reservation-1',
  released: [],
});
const lapsed = event(couplingLapsed, { means: 'means-1', since: goodUntil, reservation: 'reservation-1' });

describe('which event asks for which mail', () => {
  it.each<[string, AccountEvent, string]>([
    ['USR-08 a changed address', changed, 'email-address-changed'],
    ['EHK-02 a means that is coupled', coupledTo('means-1', 'code-1'), 'means-coupled'],
    [
      'EHK-08 a means that is coupled again',
      event(meansCoupledAgain, { means: 'means-1', level: 'loa3' }),
      'means-coupled',
    ],
    ['EHK-07 a means that is decoupled', decoupledFrom('means-1'), 'means-decoupled'],
    ['EHK-05 a coupling that lapsed', lapsed, 'coupling-lapsed'],
    ['PWD-09 a password that was reset', issued('reset'), 'password-reset'],
    ['PWD-10 a password that goes by letter', issued('letter'), 'password-issued'],
    [
      'PWD-08 a changed password',
      event(passwordChanged, { digest: 'digest', goodUntil }),
      'password-changed',
    ],
    ['TOK-04 a generator that isn’t used any more', calledBack('no-longer-used'), 'generator-called-back'],
    ['TOK-03 a generator that was reported', calledBack('deactivated'), 'generator-called-back'],
    ['USR-07 a block', event(accountBlocked, { reason: 'on-request' }), 'account-blocked'],
    ['USR-07 a block that is lifted', event(accountUnblocked, {}), 'account-unblocked'],
  ])('%s asks for its mail', (_, asking, kind) => {
    expect(mailAskedBy(asking)).toEqual({ kind });
    expect(typesThatAskForMails.has(asking.type)).toBe(true);
  });

  it('ACT-04 a code asks for a mail with it, until it expires, which has the code’s id', () => {
    const asked = mailAskedBy(aCode('code-1'));
    expect(asked).toEqual({
      kind: 'activation-code',
      codeId: 'code-1',
      until: '2026-11-24T09:00:00.000Z',
    });
    expect(asked && mailIdOf(asked, 'event-1')).toBe('code-1');
    expect(mailIdOf({ kind: 'means-coupled' }, 'event-1')).toBe('event-1');
  });

  it.each(['password-expires', 'coupling-lapses', 'activation-code-unused'] as const)(
    'PWD-07 EHK-05 ACT-01 the reminder %s asks for a mail until its deadline',
    (of) => {
      expect(mailAskedBy(event(reminderDue, { of, deadline: goodUntil }))).toEqual({
        kind: of,
        until: goodUntil,
      });
    },
  );

  it('END-01 an account that ends is mailed nothing: not that, and not about its generator', () => {
    expect(mailAskedBy(event(accountEnded, { reservations: [] }))).toBeUndefined();
    expect(mailAskedBy(calledBack('account-ended'))).toBeUndefined();
    expect(mailAskedBy(aUser())).toBeUndefined();
  });
});
