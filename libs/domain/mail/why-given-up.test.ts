import { describe, expect, it } from '@jest/globals';
import { aCode, aUser, coupledTo, decoupledFrom, given, tomorrow } from '../account/account.test-data.js';
import { activationCodeVoided } from '../account/activation-code-events.js';
import { accountEnded, type AccountEvent } from '../account/events.js';
import { passwordChanged } from '../account/password-events.js';
import { reminderDue } from '../account/reminder-events.js';
import { event } from '../catalogue.js';
import { type MailEvent } from './events.js';
import { after, askedFor, tried } from './mail.test-data.js';
import { whyGivenUp } from './why-given-up.js';

const now = '2026-11-23T20:10:00.000Z';
const ended = event(accountEnded, { reservations: [] });

function why(account: readonly AccountEvent[], mail: readonly MailEvent[], at = now): string | undefined {
  const state = after(...mail);
  if (state === undefined) throw new Error('Give a mail.');
  return whyGivenUp(state, { account: given(...account).account, cause: account.at(-1) }, at);
}

describe('whether a mail still leaves', () => {
  it('ACT-06 it does while it is of use', () => {
    expect(why([aUser(), aCode('code-1')], [askedFor()])).toBeUndefined();
    expect(why([aUser()], [askedFor({ kind: 'means-coupled' })])).toBeUndefined();
  });

  it('ACT-06 not from the moment until which it is tried', () => {
    const until = askedFor({ kind: 'means-coupled', triedUntil: now });
    expect(why([aUser()], [until])).toBe('expired');
    expect(why([aUser()], [until], '2026-11-23T20:09:59.999Z')).toBeUndefined();
  });

  it('ACT-06 not a third time where nobody knows twice whether it arrived', () => {
    expect(why([aUser(), aCode('code-1')], [askedFor(), tried(1)])).toBeUndefined();
    expect(why([aUser(), aCode('code-1')], [askedFor(), tried(1), tried(2)])).toBe('unknown-twice');
  });

  it('END-01 not to an account that ended: its address may be somebody else’s', () => {
    expect(why([aUser(), ended], [askedFor({ kind: 'means-coupled' })])).toBe('no-longer-needed');
  });

  it('ACT-02 not with a code that was replaced or voided', () => {
    expect(why([aUser(), aCode('code-1'), aCode('code-2')], [askedFor()])).toBe('no-longer-needed');
    const voided = event(activationCodeVoided, { codeId: 'code-1', reason: 'wrong-combinations' });
    expect(why([aUser(), aCode('code-1'), voided], [askedFor()])).toBe('no-longer-needed');
    expect(why([aUser()], [askedFor()])).toBe('no-longer-needed');
  });

  it('ACT-01 not with a code that has expired, whatever else is so', () => {
    const asked = askedFor({ triedUntil: '2026-12-01T00:00:00.000Z' });
    expect(why([aUser(), aCode('code-1')], [asked], tomorrow)).toBe('no-longer-needed');
  });

  it('PWD-07 reminds of no password that was replaced since', () => {
    const deadline = '2026-12-01T09:00:00.000Z';
    const password = (goodUntil: string) => event(passwordChanged, { digest: 'digest', goodUntil });
    const due = event(reminderDue, { of: 'password-expires', deadline });
    const asked = askedFor({ kind: 'password-expires' });
    expect(why([aUser(), password(deadline), due], [asked])).toBeUndefined();
    expect(why([aUser(), password('2027-03-01T09:00:00.000Z'), due], [asked])).toBe('no-longer-needed');
    expect(why([aUser(), due], [asked])).toBe('no-longer-needed');
  });

  it('EHK-05 reminds of no coupling that is undone since', () => {
    const due = event(reminderDue, { of: 'coupling-lapses', deadline: '2026-12-23T09:00:00.000Z' });
    const asked = askedFor({ kind: 'coupling-lapses' });
    const coupled = [aUser(), aCode('code-1'), coupledTo('means-1', 'code-1')];
    expect(why([...coupled, due], [asked])).toBeUndefined();
    expect(why([...coupled, decoupledFrom('means-1'), due], [asked])).toBe('no-longer-needed');
  });

  it('ACT-01 reminds of no code that was used, voided or replaced since', () => {
    const due = event(reminderDue, { of: 'activation-code-unused', deadline: tomorrow });
    const other = event(reminderDue, { of: 'activation-code-unused', deadline: '2026-11-25T09:00:00.000Z' });
    const asked = askedFor({ kind: 'activation-code-unused' });
    const voided = event(activationCodeVoided, { codeId: 'code-1', reason: 'wrong-combinations' });
    expect(why([aUser(), aCode('code-1'), due], [asked])).toBeUndefined();
    expect(why([aUser(), aCode('code-1'), other], [asked])).toBe('no-longer-needed');
    expect(why([aUser(), aCode('code-1'), voided, due], [asked])).toBe('no-longer-needed');
  });
});
